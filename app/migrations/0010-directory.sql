-- What the directory shows of how catalogs move, beside the other figures: counted from changes in turns, not for every visitor.
alter table panel_figures
  -- Services that came (or came back) and went, and events in all, in seven days; a repricing is one event.
  add column added_7d integer not null default 0,
  add column removed_7d integer not null default 0,
  add column changes_7d integer not null default 0,
  -- Median of the relative rate changes of 30 days, 0.05 for +5 %; a repricing counts once for each service. Null when no rate changed.
  add column rate_change_30d float8,
  add column rate_changes_30d integer not null default 0;

-- The directory in its first order, and the ties of every other.
create index panels_by_name on panels (lower(name), panel_id);
