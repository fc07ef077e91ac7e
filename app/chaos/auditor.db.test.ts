/** The auditor finds what is wrong: on a database that is right it finds nothing, and each thing done to it is found by its rule. */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removePanels } from '../test/database.ts';
import { useWatching } from '../test/watching.ts';
import { checkOnce } from '../src/checks/check-once.ts';
import { addPanel } from '../src/panels/add-panel.ts';
import { audit, becameOf, type Ask, type Became, type Freeze, type Witness } from './auditor.ts';
import { openPanel, type ChaosPanel } from './panels.ts';

const LOOKS = 4;
const watching = useWatching();
const query: Ask = async <Row>(text: string) => (await sql.raw<Row>(text).execute(watching.db)).rows;
let panels: ChaosPanel[] = [];
let witness: Witness;

beforeEach(async () => {
  const { db, vault, config } = watching.deps;
  await removePanels(db);
  panels = await Promise.all([openPanel('counting', 0), openPanel('moving', 1), openPanel('steady', 2)]);
  const added: string[] = [];
  for (const { name, url, key } of panels) {
    const saved = await addPanel({ db, vault, limits: config }, { name, apiUrl: url, key, interval: '15m' });
    if (!saved.ok) throw new Error(JSON.stringify(saved.errors));
    added.push(saved.slug);
  }
  for (let look = 0; look < LOOKS; look += 1) {
    for (const panel of panels) panel.setStep(look);
    for (const slug of added) {
      const ended = await checkOnce(watching.deps, slug);
      if (ended?.ok !== true) throw new Error(ended?.sentence);
    }
  }
  const { rows } = await sql<{ panel: string; at: string }>`
    select slug as panel, started_at::text as at from checks join panels using (panel_id)`.execute(db);
  const output = rows.map((row) => JSON.stringify({ ...row, msg: 'checked' })).join('\n');
  witness = {
    panels,
    added,
    output,
    longestWaitMs: 500,
    leaseMs: 12_000,
    awayMs: 0,
    freezes: [],
    notCheckedAgain: [],
  };
});
afterEach(() => Promise.all(panels.map((panel) => panel.close())));

async function broken(changes: Partial<Witness> = {}): Promise<string[]> {
  const findings = await audit(query, { ...witness, ...changes });
  return findings.filter(({ held }) => !held).map(({ rule }) => rule);
}

test('what is right is found right', async () => {
  expect(await broken()).toEqual([]);
});

test.each([
  [
    'a check that is gone',
    `delete from checks where started_at = (select min(started_at) from checks)`,
    /acknowledged check/,
  ],
  [
    'a change that is gone',
    `delete from changes where change_id = (select min(change_id) from changes where service_id = '1' and kind = 'rate')`,
    /every change/,
  ],
  [
    'a change that is there twice',
    `insert into changes (panel_id, changed_at, kind, service_id, before, after) select panel_id, changed_at, kind, service_id, before, after from changes where kind = 'rate' and service_id = '1' limit 1`,
    /every change/,
  ],
  [
    'a rate that nobody served',
    `update changes set after = '{"rate":"9.9"}' where change_id = (select max(change_id) from changes where service_id = '1' and kind = 'rate')`,
    /every change/,
  ],
  [
    'a service that is gone',
    `delete from services where (panel_id, service_id) in (select panel_id, min(service_id) from services join panels using (panel_id) where panels.name like 'moving%' group by 1)`,
    /moment that was served/,
  ],
  ['a panel that is gone', `delete from panels where name like 'steady%'`, /no panel is forgotten/],
  [
    'a state that is not of the last check',
    `update panel_states set checked_at = checked_at - interval '1 hour'`,
    /states agree/,
  ],
  [
    'a healthy panel that was down',
    `update checks set seen_state = 'down' where started_at = (select max(started_at) from checks)`,
    /no healthy panel is blamed/,
  ],
])('%s is found', async (_name, damage, rule) => {
  await sql.raw(damage).execute(watching.db);
  expect(await broken()).toEqual(expect.arrayContaining([expect.stringMatching(rule)]));
});

test('what became of a check is read from what its worker said', () => {
  const line = (panel: string, at: string, msg: string) => JSON.stringify({ panel, at, msg });
  const output = [
    line('one', '2026-11-25 10:00:00+00', 'checked'),
    line('two', '2026-11-25 10:00:01+00', 'lease lost; another worker has the panel'),
    '{"panel":"one","at":"2026-11-25 10:0',
    line('one', '2026-11-25 10:00:05+00', 'lease lost; another worker has the panel'),
    line('one', '2026-11-25 10:00:09+00', 'checked'),
  ].join('\n');
  expect(becameOf(output, 'one', Date.parse('2026-11-25T10:00:06Z'))).toEqual(['recorded', 'refused']);
  expect(becameOf(output, 'two', Date.parse('2026-11-25T10:00:00Z'))).toEqual([]);
});

test('what the panels and the processes saw is held against the site, too', async () => {
  const [panel] = panels;
  const now = performance.now();
  panel?.visits.push(
    { arrivedMs: now, action: 'services', by: 'one' },
    { arrivedMs: now + 1, leftMs: now + 2, action: 'services', by: 'two' },
  );
  expect(await broken()).toEqual([expect.stringMatching(/two requests in flight/)]);
  // Unless the first one's process stood still by then; but then it must have been refused.
  const frozen = (became: Became): Freeze => ({ by: 'one', fromMs: now + 0.5, toMs: now + 99, became });
  expect(await broken({ freezes: [frozen('unsaid')] })).toEqual([expect.stringMatching(/lost a lease/)]);
  expect(await broken({ freezes: [frozen('unsaid'), frozen('refused')] })).toEqual([]);
  expect(await broken({ freezes: [frozen('refused'), frozen('recorded')] })).toEqual([
    expect.stringMatching(/lost a lease/),
  ]);
  panel?.visits.splice(-2);
  expect(await broken({ longestWaitMs: 13_000 })).toEqual([expect.stringMatching(/waits longer/)]);
  expect(await broken({ awayMs: 60_000 })).toEqual([expect.stringMatching(/database that is away/)]);
  expect(await broken({ notCheckedAgain: ['one'] })).toEqual([expect.stringMatching(/checked again/)]);
  expect(await broken({ output: `${witness.output}\n${panel?.key}` })).toEqual([
    expect.stringMatching(/no key/),
  ]);
  expect(await broken({ added: [...witness.added, 'never-stored'] })).toEqual([
    expect.stringMatching(/forgotten/),
  ]);
});
