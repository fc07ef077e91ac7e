-- What one check saw move in a catalog, in numbers: a row where changes has thousands. Pages about the whole site read this.
create table catalog_moves (
  panel_id bigint not null references panels on delete cascade,
  -- started_at of the check that saw it.
  changed_at timestamptz not null,
  -- Events, a repricing counted once.
  events integer not null,
  added integer not null,
  removed integer not null,
  restored integer not null,
  renamed integer not null,
  rates_up integer not null,
  rates_down integer not null,
  limits integer not null,
  recategorised integer not null,
  flags integer not null,
  description integer not null,
  reidentified integer not null,
  -- Services in repricings, and what each repricing says: [{factor, services}].
  repriced integer not null,
  repricings jsonb not null,
  primary key (panel_id, changed_at)
);
create index catalog_moves_latest on catalog_moves (changed_at desc, panel_id desc);
create index catalog_moves_repriced on catalog_moves (changed_at desc, panel_id desc) where repriced > 0;

insert into catalog_moves
select panel_id, changed_at, count(*) filter (where part_of is null),
  count(*) filter (where kind = 'added' and part_of is null), count(*) filter (where kind = 'removed' and part_of is null),
  count(*) filter (where kind = 'restored'), count(*) filter (where kind = 'renamed'),
  count(*) filter (where kind = 'rate' and part_of is null and (after->>'rate')::numeric > (before->>'rate')::numeric),
  count(*) filter (where kind = 'rate' and part_of is null and (after->>'rate')::numeric < (before->>'rate')::numeric),
  count(*) filter (where kind = 'limits'), count(*) filter (where kind = 'recategorised'), count(*) filter (where kind = 'flags'),
  count(*) filter (where kind = 'description'), count(*) filter (where kind = 'reidentified'),
  coalesce(sum((after->>'services')::integer) filter (where kind = 'repricing'), 0),
  coalesce(jsonb_agg(after) filter (where kind = 'repricing'), '[]')
from changes group by panel_id, changed_at;

create index incidents_open on incidents (opened_at desc) where closed_at is null;
create index panels_newest on panels (added_at desc) where listing = 'listed';

-- One row: the whole site in numbers, computed now and then where counting for every visitor would take long.
create table site_figures (
  only_row boolean primary key default true check (only_row),
  as_of timestamptz not null,
  panels integer not null,
  panels_up integer not null,
  services bigint not null,
  changes_24h bigint not null,
  added_24h bigint not null,
  removed_24h bigint not null,
  rates_24h bigint not null
);
