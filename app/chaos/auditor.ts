/**
 * Holds what is stored against what panels know that they served and what the site said that it had recorded. Nothing of the
 * product is asked but its database.
 */
import { isFailure, normalize, readJson } from 'smmwatch';
import { Client, type QueryResultRow } from 'pg';
import { isHealthy, rateOf, type ChaosPanel, type Visit } from './panels.ts';

export interface Finding {
  rule: string;
  held: boolean;
  /** What was counted. */
  told: string;
}

/** Asks one question of the site's database, over a connection of its own. */
export type Ask = <Row extends QueryResultRow>(text: string) => Promise<Row[]>;

export async function ask<Row extends QueryResultRow>(
  url: string | { host: string },
  text: string,
): Promise<Row[]> {
  const client = new Client(
    typeof url === 'string'
      ? { connectionString: url, connectionTimeoutMillis: 5000 }
      : { ...url, user: 'postgres', database: 'postgres', connectionTimeoutMillis: 5000 },
  );
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<Row>(text);
    return rows;
  } finally {
    await client.end().catch(() => {});
  }
}

export interface Freeze {
  /** The contact in its User-Agent. */
  by: string;
  fromMs: number;
  toMs: number;
  /** What became of the check that it had in hand, by its own words after it woke up. */
  became: Became;
}

/** Refused; recorded though the lease was over; or it said neither, as when it could not reach the database. */
export type Became = 'refused' | 'recorded' | 'unsaid';

export interface Witness {
  panels: readonly ChaosPanel[];
  /** Slugs of the panels that were added and said to be. */
  added: readonly string[];
  /** All that the processes wrote. */
  output: string;
  /** Longest that a panel was due and held by nobody while workers and database were there, in milliseconds. */
  longestWaitMs: number;
  leaseMs: number;
  /** For how long the database was away at once. */
  awayMs: number;
  /** Processes that stood still: they hold connections of which they know nothing. */
  freezes: readonly Freeze[];
  /** Panels that were not checked again after the last fault. */
  notCheckedAgain: readonly string[];
}

export async function audit(query: Ask, witness: Witness): Promise<Finding[]> {
  const { panels } = witness;
  return [
    ...(await auditChecks(query, witness)),
    ...(await auditChanges(query, panels)),
    await auditMoving(query, panels),
    await auditAdded(query, witness),
    auditVisits(witness),
    auditFence(witness),
    {
      rule: 'no due panel waits longer than a lease',
      held: witness.longestWaitMs <= witness.leaseMs,
      told: `longest ${(witness.longestWaitMs / 1000).toFixed(1)} s of ${(witness.leaseMs / 1000).toFixed(0)} s`,
    },
    {
      rule: 'every panel is checked again after the last fault',
      held: witness.notCheckedAgain.length === 0,
      told: witness.notCheckedAgain.join(', ') || 'all',
    },
    await auditTruth(query, panels),
    await auditSchedule(query),
    await auditAlarms(query, witness),
    auditSecrets(witness),
  ];
}

async function auditChecks(query: Ask, { output }: Witness): Promise<Finding[]> {
  const acknowledged = acknowledgedIn(output);
  const rows = await query<{ key: string; count: number }>(
    `select slug || ' ' || started_at::text as key, count(*)::int as count from checks join panels using (panel_id) group by 1`,
  );
  const stored = new Map(rows.map(({ key, count }) => [key, count]));
  const lost = acknowledged.filter((key) => !stored.has(key));
  const doubled = rows.filter(({ count }) => count !== 1);
  return [
    {
      rule: 'every acknowledged check is stored once',
      held: lost.length === 0 && doubled.length === 0 && new Set(acknowledged).size === acknowledged.length,
      told: `${acknowledged.length} acknowledged, ${rows.length} stored, ${lost.length} lost, ${doubled.length} doubled`,
    },
  ];
}

/** `slug started_at` of every check that a process said was recorded. */
function acknowledgedIn(output: string): string[] {
  return linesOn(output)
    .filter(({ msg }) => msg.startsWith('checked'))
    .map(({ panel, at }) => `${panel} ${at}`);
}

interface Line {
  panel: string;
  /** When the check began, by the database's clock. */
  at: string;
  msg: string;
}

/** What was said of checks of panels that came to an end. */
function linesOn(output: string): Line[] {
  const lines: Line[] = [];
  for (const line of output.split('\n')) {
    // A process that was killed may have ended in the middle of a line.
    if (!line.startsWith('{') || !line.endsWith('}') || !line.includes('"at":')) continue;
    const said: Line = JSON.parse(line);
    lines.push(said);
  }
  return lines;
}

/** The rate of a counting panel names the reply it was read from: a change that is missing, doubled or invented shows. */
async function auditChanges(query: Ask, panels: readonly ChaosPanel[]): Promise<Finding[]> {
  const rows = await query<{ url: string; before: string; after: string; checked: boolean }>(
    `select p.api_url as url, c.before->>'rate' as before, c.after->>'rate' as after,
       exists (select from checks k where k.panel_id = c.panel_id and k.started_at = c.changed_at and k.changes = 1) as checked
     from changes c join panels p using (panel_id) where kind = 'rate' and service_id = '1' and p.name like 'counting%'
     order by c.panel_id, c.change_id`,
  );
  const now = await query<{ url: string; rate: string }>(
    `select p.api_url as url, v.rate::text as rate from services v join panels p using (panel_id)
     where service_id = '1' and p.name like 'counting%'`,
  );
  const others = await query<{ count: number }>(
    `select count(*)::int as count from changes c join panels p using (panel_id)
     where p.name like 'steady%' or p.name like 'slow%' or (p.name like 'counting%' and (kind <> 'rate' or service_id <> '1'))`,
  );
  const uncounted = await query<{ count: number }>(
    `select count(*)::int as count from checks k where coalesce(changes, 0) <>
       (select count(*) from changes c where c.panel_id = k.panel_id and c.changed_at = k.started_at and c.part_of is null)`,
  );
  // Every check says how many changes it found: one that is missing anywhere shows here, one at the ends of a chain only here.
  let broken = uncounted[0]?.count ?? 0;
  let invented = 0;
  let doubled = 0;
  let stale = 0;
  for (const panel of panels.filter(({ kind }) => kind === 'counting')) {
    const chain = rows.filter(({ url }) => url === panel.url);
    const served = new Set(
      panel.visits.flatMap((visit) => (visit.served === undefined ? [] : [rateOf(visit.served)])),
    );
    chain.forEach(({ before, after, checked }, index) => {
      const previous = chain[index - 1];
      if ((previous !== undefined && !same(previous.after, before)) || !checked) broken += 1;
      if (![...served].some((rate) => same(rate, after))) invented += 1;
    });
    doubled += chain.length - new Set(chain.map(({ after }) => Number(after))).size;
    const last = chain.at(-1);
    const current = now.find(({ url }) => url === panel.url);
    if (last !== undefined && !same(last.after, current?.rate)) stale += 1;
  }
  const stray = others[0]?.count ?? 0;
  return [
    {
      rule: 'every change is stored once, in an unbroken chain, and was served',
      held: broken + invented + doubled + stale + stray === 0 && rows.length > 0,
      told: `${rows.length} changes, ${broken} broken, ${doubled} doubled, ${invented + stray} invented, ${stale} stale`,
    },
  ];
}

/** Decimals that differ in trailing zeros only. */
function same(one: string, other: string | undefined): boolean {
  return Number(one) === Number(other);
}

/** What is stored of a moving catalog is exactly one moment of it that was served. */
async function auditMoving(query: Ask, panels: readonly ChaosPanel[]): Promise<Finding> {
  let compared = 0;
  const wrong: string[] = [];
  for (const panel of panels.filter(({ kind }) => kind === 'moving')) {
    const rows = await query<{ line: string }>(
      `select v.service_id || ' ' || v.name || ' ' || trim_scale(v.rate) as line from services v join panels p using (panel_id)
       where p.api_url = '${panel.url}' and v.removed_at is null order by 1`,
    );
    const stored = rows
      .map(({ line }) => line)
      .toSorted()
      .join('\n');
    const steps = new Set(panel.visits.flatMap(({ served }) => (served === undefined ? [] : [served])));
    compared += rows.length;
    if (rows.length > 0 && ![...steps].some((step) => linesOf(panel.bodyAt(step)) === stored))
      wrong.push(panel.name);
  }
  return {
    rule: 'a stored catalog is exactly a moment that was served',
    held: wrong.length === 0 && compared > 0,
    told: `${compared} services compared${wrong.length === 0 ? '' : `; not so: ${wrong.join(', ')}`}`,
  };
}

function linesOf(body: Buffer): string {
  const reply = readJson(body);
  const read = isFailure(reply) ? reply : normalize(reply.value);
  if (isFailure(read)) throw new Error(read.message);
  return read.services
    .map(({ id, name, rate }) => `${id} ${name} ${trimmed(rate)}`)
    .toSorted()
    .join('\n');
}

function trimmed(rate: string | null): string | null {
  return rate?.includes('.') === true ? rate.replace(/\.?0+$/, '') : rate;
}

async function auditAdded(query: Ask, { added }: Witness): Promise<Finding> {
  const rows = await query<{ slug: string }>(`select slug from panels join check_schedule using (panel_id)`);
  const stored = new Set(rows.map(({ slug }) => slug));
  const lost = added.filter((slug) => !stored.has(slug));
  return {
    rule: 'no panel is forgotten',
    held: lost.length === 0,
    told: `${added.length} added, ${rows.length} scheduled, ${lost.length} lost`,
  };
}

/** A process that stands still is as good as dead: what it had in flight counts until then. */
function auditVisits({ panels, freezes }: Witness): Finding {
  let visits = 0;
  let overlaps = 0;
  for (const panel of panels) {
    const ordered = panel.visits.toSorted((one, other) => one.arrivedMs - other.arrivedMs);
    const leftMs = (visit: Visit) =>
      Math.min(
        visit.leftMs ?? Number.POSITIVE_INFINITY,
        ...freezes.flatMap(({ by, fromMs, toMs }) =>
          by === visit.by && visit.arrivedMs < toMs ? [Math.max(fromMs, visit.arrivedMs)] : [],
        ),
      );
    visits += ordered.length;
    ordered.forEach((visit, index) => {
      const before = ordered[index - 1];
      if (before !== undefined && visit.arrivedMs < leftMs(before)) overlaps += 1;
    });
  }
  return {
    rule: 'never two requests in flight for one panel',
    held: overlaps === 0 && visits > 0,
    told: `${visits} requests, ${overlaps} overlap`,
  };
}

/** What a worker said became of the checks of a panel that began before `untilMs` of the database's clock, in their order. */
export function becameOf(output: string, slug: string, untilMs: number): Became[] {
  return linesOn(output)
    .filter(({ panel, at }) => panel === slug && Date.parse(at) <= untilMs)
    .map(({ msg }) => (msg.startsWith('lease lost') ? 'refused' : 'recorded'));
}

/** What a frozen worker had in hand when its leases ended it must not have written: it is told so, and says it. */
function auditFence({ freezes }: Witness): Finding {
  const counted = (became: Became) => freezes.filter((freeze) => freeze.became === became).length;
  return {
    rule: 'who lost a lease writes nothing',
    held: freezes.length === 0 || (counted('refused') > 0 && counted('recorded') === 0),
    told:
      freezes.length === 0
        ? 'nobody stood still'
        : `${freezes.length} freezes: ${counted('refused')} results refused, ${counted('recorded')} recorded, ${counted('unsaid')} unsaid`,
  };
}

/** Our faults are never told as a healthy panel's. */
async function auditTruth(query: Ask, panels: readonly ChaosPanel[]): Promise<Finding> {
  const well = panels.filter(({ kind }) => isHealthy(kind)).map(({ url }) => `'${url}'`);
  const rows = await query<{ blamed: number; incidents: number }>(
    `select (select count(*)::int from checks join panels using (panel_id)
         where api_url in (${well.join(', ')}) and seen_state not in ('up', 'degraded', 'unknown')) as blamed,
       (select count(*)::int from incidents join panels using (panel_id) where api_url in (${well.join(', ')})) as incidents`,
  );
  const { blamed = 0, incidents = 0 } = rows[0] ?? {};
  return {
    rule: 'no healthy panel is blamed for our faults',
    held: blamed === 0 && incidents === 0,
    told: `${blamed} checks, ${incidents} incidents`,
  };
}

/** One check per panel and due time: what is recorded and what is scheduled belong together. */
async function auditSchedule(query: Ask): Promise<Finding> {
  const rows = await query<{ apart: number; doubled: number }>(
    `select (select count(*)::int from panel_states s where s.checked_at <> (select max(started_at) from checks k where k.panel_id = s.panel_id)) as apart,
       (select count(*)::int from (select panel_id from incidents where closed_at is null group by 1 having count(*) > 1) as twice) as doubled`,
  );
  const { apart = 1, doubled = 1 } = rows[0] ?? {};
  return {
    rule: 'states agree with the last check; one open incident a panel',
    held: apart === 0 && doubled === 0,
    told: `${apart} apart, ${doubled} doubled`,
  };
}

/** A heartbeat comes every ten seconds: an absence that is longer than two is seen, and told once by each worker. */
async function auditAlarms(query: Ask, { awayMs, output }: Witness): Promise<Finding> {
  const [row] = await query<{ told: number }>(
    `select count(*)::int as told from own_troubles where kind = 'database' and ended_at is not null`,
  );
  const logged = output.split('"msg":"ALARM the database does not answer"').length - 1;
  const told = row?.told ?? 0;
  return {
    rule: 'a database that is away is told when it is back',
    held: awayMs < 20_000 || (told > 0 && logged >= told),
    told: `${told} absences written down, ${logged} alarms in the logs`,
  };
}

function auditSecrets({ output, panels }: Witness): Finding {
  const told = panels.filter(({ key }) => output.includes(key));
  return {
    rule: 'no key in any log',
    held: told.length === 0,
    told: `${panels.length} keys, ${told.length} found`,
  };
}
