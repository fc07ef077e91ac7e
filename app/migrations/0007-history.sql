-- Whole catalogs of the past, where many changes lie since the one before: reading the past begins at the nearest.
create table catalog_keyframes (
  panel_id bigint not null references panels on delete cascade,
  -- Everything that changed until then, then included, is in it.
  taken_at timestamptz not null,
  -- Services as core names their fields, JSON in Brotli.
  services bytea not null,
  primary key (panel_id, taken_at)
);
alter table catalog_keyframes alter column services set storage external;
