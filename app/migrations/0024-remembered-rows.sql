-- What is kept of the last reply that was read, to read the next one by its differences. Rows and prints, some sixteen and twelve
-- bytes a service, are written when a catalog is read whole; what was written otherwise since then gathers beside them. None of it
-- compresses.
alter table catalogs add column remembered_rows bytea;
alter table catalogs add column remembered_edits bytea not null default '';
alter table catalogs add column prints_edits bytea not null default '';
alter table catalogs alter column remembered_rows set storage external;
alter table catalogs alter column remembered_edits set storage external;
alter table catalogs alter column prints_edits set storage external;
