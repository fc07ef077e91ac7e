-- What we understood of each service for sale: facts out of its words, its price in one currency, the terms that a search finds it by.
-- Everything here can be made again from services; it is written in the same transaction.

create table service_facts (
  panel_id bigint not null references panels on delete cascade,
  service_id text not null,
  first_seen_at timestamptz not null,
  changed_at timestamptz not null,
  -- Start of the time over which the rate of now is the lowest, and the highest rate in it; null was none higher.
  low_from timestamptz not null,
  speed_per_day bigint,
  claimed_max bigint,
  min_quantity bigint,
  max_quantity bigint,
  refill_days integer,
  start_hours real,
  drop_percent real,
  -- 0 to 127, by chance but the same at every write: the services with 0 stand for all (service_sample).
  sample smallint not null,
  refill boolean,
  cancel boolean,
  dripfeed boolean,
  -- Slugs of docs/vocabulary.md; 'unknown' where nothing says.
  platform text not null,
  kind text not null,
  secondary_kind text,
  country text,
  gender text,
  modifiers text[] not null,
  quality text[] not null,
  -- What one rate buys: 'thousand', 'package' or 'one'.
  unit text not null,
  -- As the panel quotes it, for what `unit` says of it; price_usd is the same in US dollars, null where the currency is in doubt.
  rate numeric,
  price_usd numeric,
  low_was numeric,
  terms tsvector not null,
  primary key (panel_id, service_id)
);
create index service_facts_terms on service_facts using gin (terms);
create index service_facts_kind_price on service_facts (platform, kind, price_usd, panel_id, service_id);
create index service_facts_price on service_facts (price_usd, panel_id, service_id);
create index service_facts_changed on service_facts (changed_at, panel_id, service_id);
create index service_facts_low on service_facts (low_from, panel_id, service_id) where low_was is not null;
create index service_facts_sample on service_facts (panel_id) where sample = 0;

-- One service in 128 once more, side by side: where counting all would take long, counts are estimated from them. Copied by a job.
create table service_sample (like service_facts);
create index service_sample_terms on service_sample using gin (terms);

-- The words that services hold, for what was mistyped. Counted by a job.
create table search_words (
  word text primary key,
  services integer not null
);

-- Which version of the vocabulary a panel's facts were read with; null before they were read at all.
alter table catalogs add facts_version integer;

-- The search looks at service_facts now; without these a new rate does not touch any index of services.
drop index services_search;
drop index services_newest;
drop index services_rate;
alter table services drop column search_text;
