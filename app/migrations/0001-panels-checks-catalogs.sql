-- The noun tables. Everything that grows with panels or time starts its keys with panel_id, so that it can be
-- distributed by it; panels can become a reference table; the schedule stays local to whoever leases from it.

create extension if not exists pg_trgm;

create table panels (
  panel_id bigint generated always as identity primary key,
  slug text not null unique,
  name text not null,
  website_url text,
  api_url text not null unique,
  -- AES-256-GCM, bound to api_url: the sealed key opens only together with the address it was given for.
  key_sealed bytea not null,
  listing text not null default 'listed'
    check (listing in ('draft', 'checking', 'pending_review', 'listed', 'suspended', 'delisted', 'rejected')),
  -- The transport that worked last, which is tried first; null before any worked.
  transport text check (transport in ('body', 'body+query')),
  -- Other words than the standard's, by their name in core's table; null is the standard.
  dialect text,
  currency text,
  currency_source text check (currency_source in ('balance', 'operator')),
  -- When `balance` last answered: it is asked when a panel is new and then once a day.
  balance_at timestamptz,
  added_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- One row a panel. A lost worker loses nothing but its lease.
create table check_schedule (
  panel_id bigint primary key references panels on delete cascade,
  -- Of the API's address: a host is asked one thing at a time, whichever worker asks. Null asks no such care.
  host text,
  interval_seconds integer not null check (interval_seconds between 5 and 86400),
  due_at timestamptz not null,
  paused_at timestamptz,
  leased_until timestamptz,
  -- Rises with every lease: a worker whose number is no longer the row's has lost its lease and may not write.
  lease_number bigint not null default 0,
  failures integer not null default 0
);
create index check_schedule_leased on check_schedule (host) where leased_until is not null;
create index check_schedule_due on check_schedule (due_at) where paused_at is null;

-- What is true of a panel now. Rewritten by every check, so kept narrow.
create table panel_states (
  panel_id bigint primary key references panels on delete cascade,
  -- As published: a failure counts when it is confirmed, a recovery at once.
  state text not null check (state in ('up', 'degraded', 'down', 'key_invalid', 'blocked', 'unknown')),
  state_since timestamptz not null,
  -- What the last check alone says, and since when checks have been failing.
  seen_state text not null,
  failing_since timestamptz,
  stage text not null,
  code text not null,
  checked_at timestamptz not null,
  -- Last check that ended ok: until then the stored catalog was seen to be true.
  ok_at timestamptz,
  duration_ms integer not null
);

-- Partitioned by day, so that old checks are dropped for the price of a file. Columns are ordered to waste no padding:
-- an unchanged check has to cost under 100 bytes.
create table checks (
  panel_id bigint not null references panels on delete cascade,
  -- By the database's clock. A panel is never checked twice at once, so this identifies the check.
  started_at timestamptz not null,
  duration_ms integer not null,
  wire_bytes integer,
  -- Seconds since the check before, as far as that one can speak for them, and what it said: u(p), d(own) or x (unknown).
  span_s integer not null default 0,
  dns_ms integer,
  connect_ms integer,
  tls_ms integer,
  first_byte_ms integer,
  changes integer,
  -- Services read; null when the catalog was unchanged or could not be read.
  services integer,
  http_status smallint,
  span "char" not null default 'x',
  seen_state text not null,
  stage text not null,
  code text not null,
  message text,
  evidence jsonb,
  primary key (panel_id, started_at)
) partition by range (started_at);
-- Catches what no day's partition is there for yet, should the maintenance that makes them be late.
create table checks_default partition of checks default;

-- A confirmed period in which a panel was not ok.
create table incidents (
  panel_id bigint not null references panels on delete cascade,
  -- The first failure, not its confirmation.
  opened_at timestamptz not null,
  confirmed_at timestamptz not null,
  closed_at timestamptz,
  state text not null check (state in ('down', 'key_invalid', 'blocked')),
  stage text not null,
  code text not null,
  message text not null,
  evidence jsonb not null,
  -- How often it came back soon after it seemed over: flapping is one incident.
  relapses integer not null default 0,
  primary key (panel_id, opened_at)
);
create index incidents_latest on incidents (opened_at desc);

-- Announced by the owner or the operator: no incident opens, and no downtime counts.
create table maintenance_windows (
  panel_id bigint not null references panels on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  note text not null,
  primary key (panel_id, starts_at),
  check (ends_at > starts_at)
);

-- The current catalog as a whole; written when the reply changed.
create table catalogs (
  panel_id bigint primary key references panels on delete cascade,
  wire_hash bytea not null,
  body_hash bytea not null,
  first_read_at timestamptz not null,
  read_at timestamptz not null,
  changed_at timestamptz not null,
  services integer not null,
  -- Rows could not be read.
  partial boolean not null default false,
  wrapper text not null,
  fields jsonb not null,
  unknown_fields jsonb not null,
  notes jsonb not null,
  findings jsonb not null,
  -- Set while a mass removal waits for a second check; nothing is shown as removed until then.
  quarantined_at timestamptz,
  -- Twelve bytes a service for sale, which tell what of a changed catalog is new; null when nobody knows. Whoever else writes to
  -- services sets it to null.
  prints bytea
);
-- Random bytes: trying to compress them would be in vain.
alter table catalogs alter column prints set storage external;

create table services (
  panel_id bigint not null references panels on delete cascade,
  service_id text not null,
  name text not null,
  category text,
  order_form text,
  rate numeric,
  min_quantity bigint,
  max_quantity bigint,
  description text,
  refill boolean,
  cancel boolean,
  dripfeed boolean,
  average_time text,
  network text,
  refill_days integer,
  -- Rises along the panel's own order, with gaps for services that come in between.
  position integer not null,
  first_seen_at timestamptz not null,
  changed_at timestamptz not null,
  removed_at timestamptz,
  -- Folded name and category, what a search looks at.
  search_text text not null,
  primary key (panel_id, service_id)
);
create index services_search on services using gin (search_text gin_trgm_ops) where removed_at is null;
create index services_newest on services (first_seen_at desc, panel_id, service_id) where removed_at is null;
create index services_rate on services (rate, panel_id, service_id) where removed_at is null;

create table changes (
  panel_id bigint not null references panels on delete cascade,
  change_id bigint generated always as identity,
  -- started_at of the check that saw it.
  changed_at timestamptz not null,
  kind text not null check (kind in ('added', 'removed', 'restored', 'renamed', 'rate', 'limits', 'recategorised',
    'flags', 'description', 'repricing', 'reidentified')),
  -- Null for an event about the whole catalog.
  service_id text,
  service_name text,
  -- The event that this one is a part of: a rate of a repricing, the removal and addition behind a new id.
  part_of bigint,
  before jsonb,
  after jsonb,
  primary key (panel_id, change_id)
);
create index changes_by_time on changes (panel_id, changed_at desc, change_id desc) where part_of is null;
create index changes_by_service on changes (panel_id, service_id, changed_at desc);
create index changes_everywhere on changes (changed_at desc, panel_id desc, change_id desc) where part_of is null;

create table sign_in_links (
  token_hash bytea primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table operator_sessions (
  token_hash bytea primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
