-- An unchanged check in under 100 bytes; it was 140, of which 46 were its key.

-- That a check stands there once follows from its lease, which is taken away in the statement that writes the check; the key was only asked
-- for by (panel, time). An index that names a panel once for all checks of its day takes a quarter of it, and a panel has so few of
-- them there that the others are passed over.
alter table checks drop constraint checks_pkey;
create index checks_panel on checks (panel_id);

-- Each of these is cut off after thirty seconds at most (net/guarded-post.ts).
alter table checks
  alter column dns_ms type smallint using case when dns_ms > 32767 then 32767 else dns_ms end,
  alter column connect_ms type smallint using case when connect_ms > 32767 then 32767 else connect_ms end,
  alter column tls_ms type smallint using case when tls_ms > 32767 then 32767 else tls_ms end,
  alter column first_byte_ms type smallint using case when first_byte_ms > 32767 then 32767 else first_byte_ms end;
