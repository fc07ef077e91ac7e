-- What was kept of the last reply that was read, to read the next one by its differences: some twelve bytes a row, and nothing that
-- compresses.
alter table catalogs add column remembered_rows bytea;
alter table catalogs alter column remembered_rows set storage external;
