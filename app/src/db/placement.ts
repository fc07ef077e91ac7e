/**
 * Where each table lives on a Citus cluster. Distributed: one row and more for each panel, placed by `panel_id` beside the other
 * rows of that panel. Reference: small, shared, joined with those, so every node has a copy. Local: on the coordinator alone, which
 * leases, keeps accounts and counts the whole site. Tables of pg-boss, in a schema of their own, stay local, too. A test holds this
 * list against the schema: a table without a place fails it, and so does a key that could not be distributed.
 */
export type Placement = 'distributed' | 'reference' | 'local';

/** The first distributed table sets the shards that the others are placed beside. */
export const PLACEMENTS: Readonly<Record<string, Placement>> = {
  panels: 'reference',
  exchange_rates: 'reference',
  market_medians: 'reference',

  catalogs: 'distributed',
  services: 'distributed',
  service_facts: 'distributed',
  service_sample: 'distributed',
  changes: 'distributed',
  catalog_moves: 'distributed',
  catalog_keyframes: 'distributed',
  panel_states: 'distributed',
  panel_currencies: 'distributed',
  panel_figures: 'distributed',
  checks: 'distributed',
  check_hours: 'distributed',
  check_days: 'distributed',
  check_stage_days: 'distributed',
  incidents: 'distributed',
  maintenance_windows: 'distributed',

  migrations: 'local',
  check_schedule: 'local',
  check_roll_up: 'local',
  workers: 'local',
  own_troubles: 'local',
  search_words: 'local',
  site_figures: 'local',
  looks: 'local',
  submissions: 'local',
  sign_in_links: 'local',
  operator_sessions: 'local',
  backups: 'local',
};

/** Its column in every distributed table, and what their foreign keys to the panels are made of. */
export const DISTRIBUTION_COLUMN = 'panel_id';

/** Distributed tables without a foreign key to the panels: whoever removes a panel deletes its checks and changes, and the sample is copied anew. */
export const WITHOUT_KEY: readonly string[] = ['changes', 'checks', 'service_sample'];
