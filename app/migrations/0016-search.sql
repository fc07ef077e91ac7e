-- The order of relevance ends with packages and with what has no comparable price: both are few among the rows that an order of prices passes.
create index service_facts_packages on service_facts (price_usd, panel_id, service_id) where unit <> 'thousand';
create index service_facts_unpriced on service_facts (panel_id, service_id) where price_usd is null;
