-- How often a gateway's account is asked, in the database: neither a restart nor a second worker breaks a limit (L63).

-- the end of the line of the account's queries
alter table gateway_accounts add column if not exists queries_until timestamptz;
