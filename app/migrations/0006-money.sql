-- Money: what one US dollar was worth on a day, and in what currency a panel seems to quote.

create table exchange_rates (
  currency text not null,
  day date not null,
  -- Units of the currency for one US dollar.
  per_usd numeric not null check (per_usd > 0),
  source text not null,
  primary key (currency, day)
);

-- One row a panel whose currency was judged.
create table panel_currencies (
  panel_id bigint primary key references panels on delete cascade,
  -- ISO 4217; null when nothing says.
  currency text,
  -- 0 to 1. Prices are compared only from market/currency-judgement.ts's line upwards.
  confidence real not null,
  source text not null check (source in ('operator', 'balance', 'catalog', 'size', 'nothing')),
  -- What speaks for and against it, for people.
  reasons jsonb not null,
  judged_at timestamptz not null,
  -- The exchange rate that the panel's stored prices were converted with; null when none was.
  per_usd numeric,
  rate_day date
);

-- How far `balance` can be trusted with it: 'code', 'symbol' or 'doubtful'.
alter table panels add currency_trust text;
-- The currency that the rows themselves name; null when they name none.
alter table catalogs add currency text;

-- What 1,000 units cost at panels whose currency is certain, renewed daily; what is shipped counts until there are enough of them.
create table market_medians (
  platform text not null,
  kind text not null,
  price_usd numeric not null,
  panels integer not null,
  computed_at timestamptz not null,
  primary key (platform, kind)
);
