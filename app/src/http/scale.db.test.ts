/**
 * What pages read is counted, not timed: each statement of a page is explained once more on a small site and on a large one, and the
 * rows that its plan looked at are added up. A machine that is busy does not change them.
 */
import { CompiledQuery, sql, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase, type TestDatabase } from '../../test/database.ts';
import { fillSite } from '../../test/many-panels.ts';
import type { Database } from '../db/open.ts';
import { openLog } from '../log.ts';
import { openVault } from '../panels/vault.ts';
import { createSite } from './server.ts';

const isServer = process.env['TEST_ENGINE'] === 'postgres';
const SMALL = { panels: 600, servicesEach: 100 };
/** The embedded engine runs on one thread and would take minutes to fill a million rows: there it is the same number of panels, fewer services. */
const LARGE = { panels: 10_000, servicesEach: isServer ? 100 : 10 };

/** Rows of the sample that broad searches are counted in. */
const SAMPLED = Math.ceil((LARGE.panels * LARGE.servicesEach) / 125);

const small = useDatabase();
const large = useDatabase();

beforeAll(async () => {
  await fillSite(small.db, SMALL.panels, isServer ? 100 : 10);
  await fillSite(large.db, LARGE.panels, LARGE.servicesEach);
}, 300_000);

interface Cost {
  statements: number;
  rows: number;
  most: string;
}

async function costOf({ db, config }: TestDatabase, path: string): Promise<Cost> {
  const asked: RootOperationNode[] = [];
  const listening: KyselyPlugin = {
    transformQuery({ node }) {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const site = createSite({
    config,
    db: db.withPlugin(listening),
    vault: openVault(config),
    log: openLog(config),
    pagesKeptMs: 0,
  });
  const reply = await site.request(path);
  expect(reply.status).toBe(200);
  await reply.text();
  let rows = 0;
  let most = { rows: 0, text: '' };
  for (const node of asked) {
    const read = await rowsRead(db, node);
    rows += read.rows;
    if (read.rows > most.rows) most = read;
  }
  return { statements: asked.length, rows, most: most.text };
}

interface Plan {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

async function rowsRead(db: Database, node: RootOperationNode): Promise<{ rows: number; text: string }> {
  const { sql: text, parameters } = db.getExecutor().compileQuery(node, { queryId: 'scale' });
  const rows = await db.transaction().execute(async (tx) => {
    // A disk of today. With one that turns, the planner rather reads a table of 10,000 narrow rows whole than picks fifty of them.
    await sql`set local random_page_cost = 1.1`.execute(tx);
    return (
      await tx.executeQuery<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        CompiledQuery.raw(`explain (analyze, timing off, format json) ${text}`, [...parameters]),
      )
    ).rows;
  });
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  return {
    rows: plan === undefined ? Number.NaN : rowsOf(plan),
    text: text.replace(/\s+/gu, ' ').slice(0, 300),
  };
}

function rowsOf(plan: Plan): number {
  // What a plan has put aside for itself is not read again.
  const own =
    plan['Node Type'].endsWith('Scan') && !/CTE|Function|Subquery/u.test(plan['Node Type'])
      ? plan['Actual Loops'] *
        (plan['Actual Rows'] +
          (plan['Rows Removed by Filter'] ?? 0) +
          (plan['Rows Removed by Index Recheck'] ?? 0))
      : 0;
  return own + (plan.Plans ?? []).reduce((sum, part) => sum + rowsOf(part), 0);
}

/** Rows that a page may read on a large site beyond what it reads on a small one, and why. */
const PAGES: readonly (readonly [path: string, more: number, why?: string])[] = [
  ['/', 0],
  ['/panels', LARGE.panels, 'for its 500 rows the planner reads one narrow table whole'],
  ['/panels/bench-7', 0],
  ['/panels/bench-7/changes', 0],
  ['/panels/bench-7/incidents', 0],
  ['/panels/bench-7/services/1003', 0],
  ['/changes', 0],
  ['/changes?kind=repricing', 0],
  ['/services', 6 * SAMPLED, 'its counts look at one service in 128 a few times'],
  [
    '/services?platform=instagram&kind=followers&sort=rate',
    12 * SAMPLED,
    'its counts look at one service in 128 for each choice',
  ],
  ['/services/compare?ids=7:1003,8:1004', 0],
  ['/find?q=panel+77', SAMPLED, 'it looks at one service in 128'],
  ['/about', 0],
  ['/status', 3 * LARGE.panels, 'what is late is counted now, from three narrow rows a panel'],
];

/** What few rows more may come from: another plan. */
const SLACK = 500;

describe(`pages of a site with 10,000 panels and ${isServer ? 'a million services' : '100,000 services (the embedded engine takes minutes to be filled with more)'}`, () => {
  it.each(PAGES.map(([path, more, why]) => [path, why ?? 'no more than a small site', more] as const))(
    '%s reads little: %s',
    async (path, _why, more) => {
      const few = await costOf(small, path);
      const many = await costOf(large, path);
      expect.soft(many.statements).toBeLessThanOrEqual(few.statements + 1);
      expect.soft(many.rows, many.most).toBeLessThanOrEqual(few.rows + more + SLACK);
    },
  );
});
