-- Runs before each migration, on its connection.
--
-- Every statement of a migration commits by itself, so the old application, which is selling meanwhile, waits for one
-- small change at a time and never for a whole list (C37). A migration that stopped half-way is run again from its
-- beginning: each of its statements must be harmless where it has been done already.

set client_min_messages = warning; -- "already exists, skipping" is no news
set lock_timeout = '5s';
set statement_timeout = '5min';
set synchronous_commit = off; -- the history's row waits for the disk, and with it everything before it

-- Brings one table to `shape`: one object a line, columns first.
--
-- The catalog is asked before every change, so where nothing is missing nothing is locked. A column that exists keeps
-- its type, and a type that is neither the written one nor in `tolerated` ("column type") stops the migration. On a
-- table that was there before, a new column without a default takes null, since neither its rows nor the old
-- application fill it.
create or replace procedure pg_temp.bring(
  target text, shape text, partitioning text default '', tolerated text[] default '{}')
language plpgsql as $bring$
declare
  line text;
  part text[];
  kind text;
  name text;
  definition text;
  expected text;
  default_value text;
  actual record;
  is_new boolean := to_regclass(target) is null;
begin
  if is_new then
    execute format('create table %I (%s) %s', target,
      (select string_agg(c.match[1], ', ' order by c.position)
       from regexp_matches(shape, '^ *column (.+)$', 'gn') with ordinality as c (match, position)),
      partitioning);
  end if;

  foreach line in array regexp_split_to_array(trim(both E' \n' from shape), E'\n *') loop
    if not is_new then
      commit;
    end if;
    part := regexp_match(line, '^(column|constraint|unique index|index) (\w+) (.+)$');
    if part is null then
      raise exception 'table %: cannot read the line "%"', target, line;
    end if;
    kind := part[1];
    name := part[2];
    definition := part[3];

    if kind = 'column' then
      expected := replace(substring(definition from '^(.+?)(?: not null| default|$)'), 'serial', 'int');
      default_value := substring(definition from ' default (?!as identity)(.+)$');
      select a.atttypid, a.attnotnull, a.atthasdef, format_type(a.atttypid, null) as type into actual
      from pg_attribute a
      where a.attrelid = to_regclass(target) and a.attname = name and not a.attisdropped;

      if actual is null then
        execute format('alter table %I add column %I %s', target, name,
          case when default_value is null then replace(definition, ' not null', '') else definition end);
      elsif actual.atttypid <> to_regtype(expected)
          and not format('%s %s', name, actual.type) = any (tolerated) then
        raise exception 'a coluna %.% devia ser do tipo %, mas é %', target, name, expected, actual.type
          using hint = 'Compare um dump do esquema deste banco com a migração antes de continuar.';
      else
        if actual.attnotnull and definition !~ ' not null' then
          execute format('alter table %I alter column %I drop not null', target, name);
        end if;
        if default_value is not null and not actual.atthasdef
            and (actual.attnotnull or definition !~ ' not null') then
          execute format('alter table %I alter column %I set default %s', target, name, default_value);
        end if;
      end if;

    elsif kind <> 'constraint' then
      if not exists (
          select from pg_index where indrelid = to_regclass(target) and indexrelid = to_regclass(name)) then
        execute format('create %s %I on %I %s', kind, name, target, definition);
      end if;

    elsif definition ~ '^foreign key' then
      if not exists (select from pg_constraint where conrelid = to_regclass(target) and conname = name) then
        execute format('alter table %I add constraint %I %s not valid', target, name, definition);
        commit; -- the rows are looked at without the lock
      end if;
      if exists (
          select from pg_constraint
          where conrelid = to_regclass(target) and conname = name and not convalidated) then
        begin
          execute format('alter table %I validate constraint %I', target, name);
        exception when foreign_key_violation then
          raise warning 'tabela %: linhas sem dono, a chave % vale só para linhas novas', target, name;
        end;
      end if;

    elsif not exists (select from pg_constraint where conrelid = to_regclass(target) and conname = name) then
      begin
        execute format('alter table %I add constraint %I %s', target, name, definition);
      exception when check_violation then
        raise warning 'tabela %: linhas contra a regra %, que ficou de fora', target, name;
      end;
    end if;
  end loop;
end
$bring$;
