-- Takes from every table all that can be missing in a mixed state: view, functions with their triggers, foreign
-- keys, checks, keys, indexes, and every column that can come back as it was.
do $$
declare
  victim record;
begin
  drop view bot_messages_with_media;
  drop function validate_bot_message_media() cascade;
  drop function update_media_updated_at() cascade;
  for victim in
    select conrelid::regclass as relation, conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('f', 'c', 'u', 'p') order by contype = 'p'
  loop
    execute format('alter table %s drop constraint %I', victim.relation, victim.name);
  end loop;
  for victim in
    select i.indexrelid::regclass as name from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_inherits where inhrelid = i.indexrelid)
  loop
    execute format('drop index %s', victim.name);
  end loop;
  for victim in
    select a.attrelid::regclass as relation, a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and (a.atthasdef or not a.attnotnull)
      and a.attname not in ('id', 'occurred_at')
  loop
    execute format('alter table %s drop column %I', victim.relation, victim.name);
  end loop;
end
$$;
