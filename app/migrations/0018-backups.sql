-- When backups were made, for the status page and the doctor; the latest few are kept.
create table backups (
  made_at timestamptz primary key,
  rows bigint not null,
  bytes bigint not null
);
