-- For every check one statement that it must refuse: a copy of its table with nothing but the checks, and a row with a
-- word or a number that stands in none of them. Where a check is about several columns, its own first word in the
-- first of them and nothing in the others.
select format(
  'create temporary table probe (like %1$s including constraints) on commit drop; %2$s insert into probe (%3$I) values (%4$L)',
  c.conrelid::regclass,
  (select string_agg(format('alter table probe alter column %I drop not null;', n.attname), ' ')
   from pg_attribute n where n.attrelid = c.conrelid and n.attnum > 0 and n.attnotnull and not n.attisdropped),
  a.attname,
  case
    when cardinality(c.conkey) > 1 then substring(pg_get_constraintdef(c.oid) from '''([^'']+)''')
    when a.atttypid = 'text'::regtype then 'forbidden'
    else '-1'
  end)
from pg_constraint c
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
where c.contype = 'c' and c.connamespace = 'public'::regnamespace
order by c.conname
