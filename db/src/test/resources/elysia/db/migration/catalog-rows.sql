with relation as (
  select oid from pg_class where relnamespace = 'public'::regnamespace
)
select format('%s %s %s', c.tableoid::regclass, c.oid, c.xmin) as line
from pg_class c where c.oid in (select oid from relation)
union all
select format('%s %s.%s %s', tableoid::regclass, attrelid, attnum, xmin)
from pg_attribute where attrelid in (select oid from relation)
union all
select format('%s %s %s', tableoid::regclass, oid, xmin)
from pg_attrdef where adrelid in (select oid from relation)
union all
select format('%s %s %s', tableoid::regclass, oid, xmin)
from pg_constraint where conrelid in (select oid from relation)
union all
select format('%s %s %s', tableoid::regclass, indexrelid, xmin)
from pg_index where indrelid in (select oid from relation)
union all
select format('%s %s %s', tableoid::regclass, oid, xmin)
from pg_trigger where tgrelid in (select oid from relation)
union all
select format('%s %s %s', tableoid::regclass, oid, xmin)
from pg_proc where pronamespace = 'public'::regnamespace
union all
select format('%s %s %s', tableoid::regclass, seqrelid, xmin)
from pg_sequence where seqrelid in (select oid from relation)
order by line
