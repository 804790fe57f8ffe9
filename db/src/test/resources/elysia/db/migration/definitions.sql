-- The code in the schema, which schema-dump.sql leaves out: it only names functions and views.
select 'body of function ' || proname as object, prosrc as definition
from pg_proc where pronamespace = 'public'::regnamespace
union all
select 'text of view ' || relname, pg_get_viewdef(oid)
from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
order by object
