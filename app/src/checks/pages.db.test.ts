import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { HOSTILE, seedSite } from '../../test/seed-site.ts';
import { siteOf, type TestSite } from '../../test/site.ts';
import { refreshFigures } from './panel-figures.ts';
import { INCIDENTS_PER_PAGE, listIncidents } from './incident-list.ts';

const database = useDatabase();
let visitor: TestSite;
let operator: TestSite;
let ids: Record<string, number>;
const PAGE = '/panels/closed-door/incidents';

beforeAll(async () => {
  ids = await seedSite(database.db);
  const site = siteOf(database);
  visitor = site.visitor;
  operator = await site.operator();
});

beforeEach(async () => {
  await sql`delete from incidents`.execute(database.db);
});

async function incident(
  slug: string,
  opened: Date,
  closed: Date | null,
  message = 'The server refused the connection.',
) {
  await sql`
    insert into incidents (panel_id, opened_at, confirmed_at, closed_at, state, stage, code, message, evidence)
    values (${ids[slug]}, ${opened.toISOString()}, ${opened.toISOString()}, ${closed?.toISOString() ?? null}, 'down', 'connect', 'refused', ${message}, '{}')`.execute(
    database.db,
  );
}

const daysAgo = (days: number, minutes = 0) => new Date(Date.now() - days * 86_400_000 + minutes * 60_000);

/** The cell of the list; the bar's table holds lengths, too. */
const lasted = (words: string) => `data-label="Lasted" class="end">${words}<`;

test('an incident is told with its state, cause, length, and whether it is over', async () => {
  await incident('closed-door', daysAgo(3), daysAgo(3, 42));
  await incident('closed-door', daysAgo(10), null);
  const { status, text } = await visitor.get(PAGE);
  expect(status).toBe(200);
  expect(text).toContain('42 min');
  expect(text).toContain('connection refused');
  expect(text.indexOf('still open')).toBeLessThan(text.indexOf('42 min'));
  expect(text).toContain('aria-current="page">Incidents');
});

test('a cell of the bar leads to the incidents of its day, and only those are listed there', async () => {
  await incident('closed-door', daysAgo(3), daysAgo(3, 7));
  await incident('closed-door', daysAgo(20), daysAgo(20, 13));
  const day = daysAgo(3).toISOString().slice(0, 10);
  const all = await visitor.get(PAGE);
  expect(all.text).toContain(`href="${PAGE}?day=${day}#incidents"`);
  const { text } = await visitor.get(`${PAGE}?day=${day}`);
  expect(text).toContain(lasted('7 min'));
  expect(text).not.toContain(lasted('13 min'));
  expect((await visitor.get(`${PAGE}?day=2020-01-01`)).text).toContain('No incident on 1 Jan 2020');
  for (const nonsense of ['2026-02-30', '<script>', '9999-99-99'])
    expect((await visitor.get(`${PAGE}?day=${encodeURIComponent(nonsense)}`)).text).toContain(
      lasted('13 min'),
    );
});

test('what a panel said stays text', async () => {
  for (const text of Object.values(HOSTILE))
    await incident('closed-door', daysAgo(Math.random() * 80), null, text);
  const { text } = await visitor.get(PAGE);
  expect(text).not.toContain('<script>alert');
  expect(text).not.toContain('<img');
});

test('who may not see a panel does not see its incidents', async () => {
  await incident('unlisted', daysAgo(1), null);
  expect((await visitor.get('/panels/unlisted/incidents')).status).toBe(404);
  expect((await operator.get('/panels/unlisted/incidents')).status).toBe(200);
  expect((await visitor.get('/panels/nobody/incidents')).status).toBe(404);
});

test('a panel without history claims no uptime', async () => {
  const { text } = await operator.get('/panels/unlisted/incidents');
  expect(text).toContain('No incident');
  expect(text).toContain('not seen yet');
  expect(text).not.toMatch(/\d%<\/dd>/);
});

test('announced maintenance is told', async () => {
  await sql`insert into maintenance_windows values (${ids['closed-door']}, now() - interval '1 hour', now() + interval '1 hour', ${HOSTILE.script})`.execute(
    database.db,
  );
  const { text } = await visitor.get(PAGE);
  expect(text).toContain('Maintenance announced');
  expect(text).not.toContain('<script>alert');
});

test('a long list is paged: open ones first, each incident once', async () => {
  const panelId = ids['slow-river'] ?? 0;
  for (let index = 0; index < 120; index++)
    await incident(
      'slow-river',
      daysAgo(index / 2 + 1),
      index % 50 === 7 ? null : daysAgo(index / 2 + 1, 10),
    );
  const seen: number[] = [];
  const first = await listIncidents(database.db, { panelId });
  expect(first.rows.map(({ closedAt }) => closedAt === null).lastIndexOf(true)).toBe(2);
  let after: string | undefined;
  do {
    const { rows, next } = await listIncidents(database.db, { panelId, after });
    expect(rows.length).toBeLessThanOrEqual(INCIDENTS_PER_PAGE);
    seen.push(...rows.map(({ openedAt }) => openedAt.getTime()));
    after = next;
  } while (after !== undefined);
  expect(seen).toHaveLength(120);
  expect(new Set(seen).size).toBe(120);
  expect(seen.slice(3)).toEqual(seen.slice(3).sort((a, b) => b - a));
});

test('the directory shows and sorts by uptime and p95; what was not seen stands last either way', async () => {
  const { db } = database;
  await sql`delete from panel_figures`.execute(db);
  expect((await visitor.get('/panels')).text).toContain('not seen yet');
  await refreshFigures(db);
  await sql`update panel_figures set uptime_30d = null, p95_30d = null`.execute(db);
  const tell = async (slug: string, uptime: number, p95: number) =>
    await sql`update panel_figures set uptime_30d = ${uptime}, p95_30d = ${p95} where panel_id = ${ids[slug]}`.execute(
      db,
    );
  await tell('north-star', 0.999_99, 200);
  await tell('slow-river', 0.5, 9000);
  await tell('closed-door', 0.75, 100);
  const order = async (query: string) => {
    const { text } = await visitor.get(`/panels?${query}`);
    return [...text.matchAll(/<a href="\/panels\/([a-z-]+)"/g)].map(([, slug]) => slug).slice(0, 3);
  };
  expect(await order('sort=uptime')).toEqual(['slow-river', 'closed-door', 'north-star']);
  expect(await order('sort=uptime&order=down')).toEqual(['north-star', 'closed-door', 'slow-river']);
  expect(await order('sort=p95')).toEqual(['closed-door', 'north-star', 'slow-river']);
  const { text } = await visitor.get('/panels');
  expect(text).toContain('99.99%');
  expect(text).toContain('9.0 s');
  expect(text).toContain('day-strip');
});

test('a panel’s own page shows its bar, whose cells lead to its incidents', async () => {
  await incident('closed-door', daysAgo(3), daysAgo(3, 42));
  const { text } = await visitor.get('/panels/closed-door');
  expect(text).toContain('Uptime, 30 days');
  expect(text).toContain(`href="${PAGE}?day=${daysAgo(3).toISOString().slice(0, 10)}#incidents"`);
});
