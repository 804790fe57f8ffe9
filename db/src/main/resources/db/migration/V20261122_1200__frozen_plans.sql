-- The old application's buttons name a plan by its place in a list. Each list is copied into offers once, when its bot is
-- adopted, and such a copy is all that these buttons read: later edits cannot change what an old one charges.

-- when the row was copied from the old application's JSON; null in offers of ours
alter table offers add column if not exists frozen_at timestamptz;
create unique index if not exists ux_offers_frozen on offers (bot_id, source_kind, source_slug, plan_key)
  where frozen_at is not null;
