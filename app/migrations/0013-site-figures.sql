-- What pages about all panels would have to read every panel for, kept in the one row of the site's figures.
alter table site_figures
  -- How many listed panels are in each state: [{state, panels}], state null before the first check has ended.
  add column states jsonb not null default '[]',
  -- The repricings of a week that moved most, the most first: [{panel_id, changed_at}].
  add column repriced jsonb not null default '[]';

-- Who may not be seen are few: every search asks for them.
create index panels_unlisted on panels (panel_id) where listing <> 'listed';
-- Parts of names, for the palette and the directory.
create index panels_name_parts on panels using gin (name gin_trgm_ops);
