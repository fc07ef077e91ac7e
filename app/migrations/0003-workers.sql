-- Who checks, and when we ourselves were in trouble. Small tables that stay with the coordinator of a cluster.

-- A row for each process that checks, rewritten by its heartbeat, deleted when it ends in order.
create table workers (
  worker_id uuid primary key,
  host text not null,
  pid integer not null,
  version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  running integer not null,
  recording integer not null,
  concurrency integer not null,
  -- Lateness of its latest checks (start minus due); null before the first.
  lags integer not null,
  lag_p50_ms integer,
  lag_p99_ms integer,
  -- Share of the panels asked lately that could not be reached.
  unreachable_share real not null
);

-- A time in which most panels could not be reached (network), or the database not (database), as one worker saw it.
create table own_troubles (
  worker_id uuid not null,
  began_at timestamptz not null,
  kind text not null check (kind in ('network', 'database')),
  ended_at timestamptz,
  detail text not null,
  primary key (worker_id, began_at, kind)
);
create index own_troubles_latest on own_troubles (began_at desc);
