-- What an operator decides about a catalog most of which vanished. Both are meant only while quarantined_at is set.
alter table catalogs
  -- Nothing is taken over before the operator says so, whatever the next checks say.
  add column removal_held boolean not null default false,
  -- Services in the reply that is doubted.
  add column doubted_services integer;
