-- Of what a response time is made, by UTC day: histograms as in check_hours, of the checks that ended ok. A stage that a kept-alive
-- connection skipped counts nothing. Written once a day, from the checks of days that have passed; today is read from checks itself.
create table check_stage_days (
  panel_id bigint not null references panels on delete cascade,
  day date not null,
  dns integer[] not null,
  connect integer[] not null,
  tls integer[] not null,
  first_byte integer[] not null,
  primary key (panel_id, day)
);

-- Days before this one are in check_stage_days.
alter table check_roll_up add column stages_until date not null default '-infinity';
