-- A webhook may call a charge by any of its names, under whatever field: the value alone finds it (L42).

create index if not exists ix_charge_identifiers_value on charge_identifiers (gateway_account_id, value);
