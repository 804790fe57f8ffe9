-- Messages that were delivered often, each written down before its handler starts: one that ends the process leaves
-- its row behind, and after the third time it is parked. A handler that comes back deletes its row.

create table if not exists poison_guard (
  queue text not null,
  message_id text not null,
  starts integer not null,
  started_at timestamptz not null default now(),
  constraint poison_guard_pkey primary key (queue, message_id));
