-- What the directory shows and sorts by: one row a panel, computed from the roll-ups in turns. Reading 90 days of 500 panels for
-- every visitor would touch tens of thousands of rows; this touches 500.
create table panel_figures (
  panel_id bigint primary key references panels on delete cascade,
  as_of timestamptz not null,
  -- Up against down over 30 days, 0 to 1; null when nothing was seen.
  uptime_30d float8,
  -- Milliseconds over 30 days.
  p50_30d float8,
  p95_30d float8,
  -- 90 UTC days, that of as_of last, a letter each: u(p), p(artly down), d(own half of the time or more), x (unknown), . (not watched).
  days text not null
);
