-- Since when a usually busy bot has heard from nobody: alarmed once, and once more when it comes back.

alter table bots add column if not exists silent_since timestamptz;
