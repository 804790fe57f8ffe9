-- When the sending of downsells and shots passed from the old application to us (C28). One row; none, or a null time:
-- it has not. What this says of the old rows, and what it means for a database that never was the old application's, is
-- in elysia.db.cutover.Cutover.

create table if not exists cutover (
  id integer not null default 1 constraint cutover_pkey primary key constraint cutover_id_check check (id = 1),
  done_at timestamptz);

-- What became of an old row that was open then: `taken_over` (ours, still pending), `expired` (it was due before), or
-- `unknown` (the old application had begun with it). Null in all others, also in rows of ours.
alter table downsells_queue add column if not exists cutover_state text;
alter table shots_queue add column if not exists cutover_state text;
alter table shots add column if not exists cutover_state text;
alter table broadcast_waves_queue add column if not exists cutover_state text;
