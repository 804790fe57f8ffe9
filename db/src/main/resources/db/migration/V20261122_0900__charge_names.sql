-- A webhook may call a charge by any of its names, under whatever field: the value alone finds it (L42).
set local lock_timeout = '5s';
set local statement_timeout = '5min';

create index if not exists ix_charge_identifiers_value on charge_identifiers (gateway_account_id, value);
