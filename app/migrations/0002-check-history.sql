-- History that stays small: checks become hours, hours become days. All keep panel_id first, to be distributed with checks.

-- Seconds are cut at the hour: a check's span that crosses it counts in both, so that no hour holds more than it lasts.
create table check_hours (
  panel_id bigint not null references panels on delete cascade,
  hour timestamptz not null,
  wire_bytes bigint not null,
  checks integer not null,
  failures integer not null,
  up_s integer not null,
  down_s integer not null,
  unknown_s integer not null,
  -- Histogram of the response times of checks that ended ok, sparse and in order: bucket * 2^20 + count. Bucket b holds
  -- 1.1^b up to 1.1^(b+1) milliseconds; read by its geometric middle it is wrong by 4.9 % at most. Histograms are merged by adding counts.
  latency integer[] not null,
  primary key (panel_id, hour)
);

-- UTC days.
create table check_days (
  panel_id bigint not null references panels on delete cascade,
  day date not null,
  checks integer not null,
  wire_bytes bigint not null,
  failures integer not null,
  up_s integer not null,
  down_s integer not null,
  unknown_s integer not null,
  latency integer[] not null,
  primary key (panel_id, day)
);

-- One row. Checks that started before rolled_until are in check_hours and check_days; the others are read from checks. It never
-- goes back, even when the database's clock does; looked_until is what the clock said then.
create table check_roll_up (
  only_row boolean primary key default true check (only_row),
  rolled_until timestamptz not null default '-infinity',
  looked_until timestamptz not null default '-infinity'
);
insert into check_roll_up default values;
