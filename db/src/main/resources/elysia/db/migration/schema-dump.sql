with relation as (
  select oid, relname::text as name, relkind, relispartition, relpartbound from pg_class
  where relnamespace = 'public'::regnamespace and relname not like 'flyway_schema_history%'
), attribute as (
  select a.attrelid, r.name as relation, a.attname as name, format_type(a.atttypid, a.atttypmod)
    || case when a.attnotnull then ' not null' else '' end
    || case when a.attidentity = 'd' then ' identity by default' else '' end
    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as shape
  from pg_attribute a
  join relation r on r.oid = a.attrelid and r.relkind in ('r', 'p', 'v')
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped
)
select 'table ' || name as line from relation where relkind = 'r' and not relispartition
union all
select 'view ' || name from relation where relkind = 'v'
union all
select format('%s partitioned by %s', name, pg_get_partkeydef(oid)) from relation where relkind = 'p'
union all
select format('%s partition of %s %s', r.name, i.inhparent::regclass, pg_get_expr(r.relpartbound, r.oid))
from relation r join pg_inherits i on i.inhrelid = r.oid where r.relispartition and r.relkind = 'r'
union all
select format('%s column %s %s', a.relation, a.name, a.shape)
from attribute a join relation r on r.oid = a.attrelid where not r.relispartition
union all
-- a month has its parent's columns; id is numbered by the parent alone up to PostgreSQL 16
select format('%s column %s %s, unlike its parent: %s', a.relation, a.name, a.shape, p.shape)
from attribute a
join pg_inherits i on i.inhrelid = a.attrelid
left join attribute p on p.attrelid = i.inhparent and p.name = a.name
where a.shape is distinct from p.shape and a.name <> 'id'
union all
select format('sequence %s %s owned by %s.%s', r.name, format_type(s.seqtypid, null), d.refobjid::regclass,
  (select attname from pg_attribute where attrelid = d.refobjid and attnum = d.refobjsubid))
from relation r
join pg_sequence s on s.seqrelid = r.oid
left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = r.oid
  and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
union all
-- a not-null is a constraint too since PostgreSQL 18; the columns say it already
select format('%s constraint %s %s', r.name, c.conname, pg_get_constraintdef(c.oid))
from pg_constraint c join relation r on r.oid = c.conrelid where c.contype <> 'n'
union all
select format('%s %sindex %s %s%s', r.name, case when i.indisunique then 'unique ' else '' end,
  i.indexrelid::regclass, substring(pg_get_indexdef(i.indexrelid) from ' USING (.*)$'),
  case when i.indisvalid then '' else ' (invalid)' end)
from pg_index i join relation r on r.oid = i.indrelid
union all
select format('%s trigger %s %s', r.name, t.tgname, regexp_replace(pg_get_triggerdef(t.oid),
  '^CREATE TRIGGER \S+ (.+) ON \S+ (FOR EACH \S+) EXECUTE FUNCTION (.*)$', '\1 \2 \3'))
from pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal
union all
select format('function %s(%s) returns %s', proname, pg_get_function_arguments(oid), pg_get_function_result(oid))
from pg_proc where pronamespace = 'public'::regnamespace
order by line
