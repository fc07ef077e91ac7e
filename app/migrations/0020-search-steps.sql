-- The index of terms holds prices beside them, as steps of a tenth (app/src/search/steps.ts): what holds some words and costs little is found
-- without reading what costs more. First come the steps of what is sold by the thousand, then those of packages and single pieces, then one
-- for what has no comparable price.

alter table service_facts add step integer not null generated always as (case when price_usd is null then 1024 else
  case when unit = 'thousand' then 0 else 512 end + 150 + (10 * ln(greatest(least(price_usd, 1e9), 1e-6)::float8))::int end) stored;
alter table service_sample add step integer;
update service_sample set step = 1024;

-- A step is found under itself and under those of 4, 16 and 64 steps that it lies in, among all services and among those of its kind.
drop index service_facts_terms;
create index service_facts_terms on service_facts using gin (terms, (array[
  '0/' || step::text, '2/' || (step >> 2)::text, '4/' || (step >> 4)::text, '6/' || (step >> 6)::text,
  kind || '/0/' || step::text, kind || '/2/' || (step >> 2)::text, kind || '/4/' || (step >> 4)::text, kind || '/6/' || (step >> 6)::text
]));

-- What has no comparable price is found by its step.
drop index service_facts_unpriced;

-- Terms that the name does not say are other lexemes now: the words of every panel are read again.
update catalogs set facts_version = null;
