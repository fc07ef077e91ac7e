/** What pages are tested on: panels in every state, a catalog with changes of every kind, and texts that attack the page. */
import { sql } from 'kysely';
import { readAgain } from '../src/search/refresh-facts.ts';
import { refreshFigures } from '../src/checks/panel-figures.ts';
import type { Database } from '../src/db/open.ts';

/** Texts as a hostile panel would choose them. Each must reach the reader as text. */
export const HOSTILE = {
  script: '<script>alert(1)</script> Likes',
  attribute: '"><img src=x onerror=alert(1)> Followers',
  quote: `' onmouseover='alert(1)' Views`,
  bidi: '\u202Ednoces tsrif \u2066 Shares',
  entity: '&lt;b&gt; &amp;quot; Saves',
  template: '${alert(1)} {{1+1}} </title></td></table> Plays',
} as const;

interface PanelSeed {
  slug: string;
  name: string;
  website?: string | null;
  listing?: string;
  currency?: string | null;
  state?: {
    state: string;
    stage: string;
    code: string;
    sinceMinutes: number;
    okMinutes: number | null;
  } | null;
  services?: number | null;
  paused?: boolean;
}

const UP = { state: 'up', stage: 'ok', code: 'ok', sinceMinutes: 600, okMinutes: 2 };

export const PANELS: readonly PanelSeed[] = [
  {
    slug: 'north-star',
    name: 'North Star',
    website: 'https://north.example/',
    currency: 'USD',
    state: UP,
    services: 120,
  },
  { slug: 'slow-river', name: 'Slow River', currency: 'EUR', state: UP, services: 7 },
  {
    slug: 'closed-door',
    name: 'Закрытая дверь',
    currency: 'RUB',
    state: { state: 'down', stage: 'connect', code: 'refused', sinceMinutes: 33, okMinutes: 35 },
    services: 3,
  },
  {
    slug: 'lost-key',
    name: 'نبض السوشيال',
    currency: null,
    state: { state: 'key_invalid', stage: 'auth', code: 'invalid_key', sinceMinutes: 5000, okMinutes: null },
    services: null,
    paused: true,
  },
  {
    slug: 'hostile',
    name: HOSTILE.script,
    website: 'javascript:alert(1)',
    currency: '"><b>',
    state: UP,
    services: 6,
  },
  {
    slug: 'unlisted',
    name: 'Unlisted Panel',
    listing: 'checking',
    currency: 'USD',
    state: null,
    services: 1,
  },
];

/** Returns the ids by slug. */
export async function seedSite(db: Database): Promise<Record<string, number>> {
  const ids: Record<string, number> = {};
  for (const panel of PANELS) ids[panel.slug] = await seedPanel(db, panel);
  const id = (slug: string): number => ids[slug] ?? 0;
  await seedServices(db, id('north-star'), 120, (n) => `Instagram Followers number ${n} ⭐`);
  await seedServices(db, id('slow-river'), 7, (n) => `ＴｉｋＴｏｋ Ｌｉｋｅｓ ${n} İstanbul`);
  await seedServices(db, id('closed-door'), 3, (n) => `Подписчики ${n}`);
  const hostile = Object.values(HOSTILE);
  await seedServices(db, id('hostile'), hostile.length, (n) => hostile[n - 1] ?? '');
  await seedServices(db, id('unlisted'), 1, () => 'Secret Service');
  await seedChanges(db, id('north-star'), 'An ordinary service');
  await seedChanges(db, id('hostile'), HOSTILE.attribute);
  await seedChanges(db, id('unlisted'), 'Secret Service');
  for (const panel of PANELS) {
    if (panel.state !== null && panel.state !== undefined) await seedChecks(db, id(panel.slug), panel.state);
  }
  await refreshFigures(db);
  return ids;
}

async function seedPanel(db: Database, panel: PanelSeed): Promise<number> {
  const {
    slug,
    name,
    website = null,
    listing = 'listed',
    currency = null,
    state = null,
    paused = false,
  } = panel;
  const { rows } = await sql<{ panel_id: number }>`
    insert into panels (slug, name, website_url, api_url, key_sealed, listing, currency, currency_source, added_at)
    values (${slug}, ${name}, ${website}, ${`https://${slug}.example/api/v2`}, ${Buffer.from('sealed')}, ${listing}, ${currency},
      ${currency === null ? null : 'balance'}, now() - interval '9 days')
    returning panel_id`.execute(db);
  const id = rows[0]?.panel_id ?? 0;
  if (currency !== null && /^[A-Z]{3}$/.test(currency)) {
    await sql`insert into panel_currencies (panel_id, currency, confidence, source, reasons, judged_at, per_usd, rate_day)
      values (${id}, ${currency}, 0.9, 'balance', '[]', now(), ${currency === 'USD' ? '1' : '90.5'}, current_date)`.execute(
      db,
    );
  }
  await sql`insert into check_schedule (panel_id, interval_seconds, due_at, paused_at)
    values (${id}, 900, now() + interval '5 minutes', ${paused ? new Date() : null})`.execute(db);
  if (state !== null) {
    const { sinceMinutes, okMinutes, stage, code } = state;
    await insertRow(db, 'panel_states', {
      panel_id: id,
      state: state.state,
      seen_state: state.state,
      state_since: minutesAgo(sinceMinutes),
      failing_since: stage === 'ok' ? null : minutesAgo(sinceMinutes),
      stage,
      code,
      checked_at: minutesAgo(2),
      ok_at: okMinutes === null ? null : minutesAgo(okMinutes),
      duration_ms: 240,
    });
  }
  const { services } = panel;
  if (services !== null && services !== undefined) {
    await sql`insert into catalogs (panel_id, wire_hash, body_hash, first_read_at, read_at, changed_at, services, wrapper, fields,
        unknown_fields, notes, findings)
      values (${id}, ${Buffer.from('a')}, ${Buffer.from('b')}, now() - interval '9 days', now() - interval '1 hour', now() - interval '1 hour',
        ${services}, 'array', ${JSON.stringify({ id: 'service', name: HOSTILE.script, rate: 'rate', category: null })}::jsonb,
        ${JSON.stringify({ [HOSTILE.attribute]: 3 })}::jsonb,
        ${JSON.stringify([{ position: 0, id: null, text: HOSTILE.quote, category: null, reason: 'heading' }])}::jsonb,
        ${JSON.stringify([{ code: 'bad_number', severity: 'warning', message: 'A rate could not be read.', field: 'rate', count: 2, example: HOSTILE.script }])}::jsonb)`.execute(
      db,
    );
  }
  return id;
}

async function seedServices(
  db: Database,
  panelId: number,
  count: number,
  nameOf: (n: number) => string,
): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    const name = nameOf(n);
    const category = n % 4 === 0 ? null : HOSTILE.entity;
    await sql`insert into services (panel_id, service_id, name, category, order_form, rate, min_quantity, max_quantity, description, refill,
        cancel, dripfeed, position, first_seen_at, changed_at)
      values (${panelId}, ${String(1000 + n)}, ${name}, ${category}, 'Default', ${n % 5 === 0 ? null : `${n}.${n}0`}, ${n === 1 ? null : 100},
        ${n % 3 === 0 ? null : 250_000}, ${HOSTILE.script}, ${n % 2 === 0}, null, false, ${n},
        now() - make_interval(hours => ${n}), now())`.execute(db);
  }
  await db.transaction().execute(async (tx) => await readAgain(tx, panelId));
}

/** One event of every kind, on two days, and the parts of a repricing that must not be listed beside it. */
async function seedChanges(db: Database, panelId: number, name: string): Promise<void> {
  const offer = { id: '7', name, rate: '0.90', min: 10, max: 5000 };
  const events: [kind: string, service: string | null, before: unknown, after: unknown][] = [
    ['added', '7', null, offer],
    ['restored', '7', null, offer],
    ['removed', '8', { ...offer, max: null }, null],
    ['rate', '9', { rate: '0.90' }, { rate: '1.35' }],
    ['rate', '10', { rate: '2' }, { rate: null }],
    ['limits', '9', { min: 10 }, { min: 100 }],
    ['renamed', '9', { name: `${name} before` }, { name }],
    ['recategorised', '9', { category: null }, { category: name }],
    ['flags', '9', { refill: null, orderForm: 'Default' }, { refill: false, orderForm: name }],
    ['description', '9', { description: name }, { description: null }],
    ['reidentified', '12', { id: '11' }, { id: '12', confidence: 0.97 }],
  ];
  const write = async (
    kind: string,
    service: string | null,
    before: unknown,
    after: unknown,
    hoursAgo: number,
    partOf: number | null,
  ) => {
    const { rows } = await sql<{ change_id: number }>`
      insert into changes (panel_id, changed_at, kind, service_id, service_name, part_of, before, after)
      values (${panelId}, date_trunc('hour', now()) - make_interval(hours => ${hoursAgo}), ${kind}, ${service}, ${service === null ? null : name},
        ${partOf}, ${before === null ? null : JSON.stringify(before)}::jsonb, ${after === null ? null : JSON.stringify(after)}::jsonb)
      returning change_id`.execute(db);
    return rows[0]?.change_id ?? 0;
  };
  for (const [kind, service, before, after] of events) await write(kind, service, before, after, 1, null);
  const repricing = await write('repricing', null, null, { factor: '1.0504', services: 405 }, 49, null);
  await write('rate', '77', { rate: '10' }, { rate: '10.504' }, 49, repricing);
  const moved = (hoursAgo: number, counts: Record<string, unknown>) =>
    insertRow(db, 'catalog_moves', {
      panel_id: panelId,
      changed_at: new Date(Math.floor(Date.now() / 3_600_000 - hoursAgo) * 3_600_000).toISOString(),
      ...Object.fromEntries(
        [
          'events',
          'added',
          'removed',
          'restored',
          'renamed',
          'rates_up',
          'rates_down',
          'limits',
          'recategorised',
          'flags',
          'description',
          'reidentified',
          'repriced',
        ].map((kind) => [kind, 0]),
      ),
      repricings: [],
      ...counts,
    });
  await moved(1, {
    events: 11,
    added: 1,
    removed: 1,
    restored: 1,
    renamed: 1,
    rates_up: 1,
    rates_down: 1,
    limits: 1,
    recategorised: 1,
    flags: 1,
    description: 1,
    reidentified: 1,
  });
  await moved(49, { events: 1, repriced: 405, repricings: [{ factor: '1.0504', services: 405 }] });
}

async function seedChecks(
  db: Database,
  panelId: number,
  state: { state: string; stage: string; code: string },
): Promise<void> {
  for (let n = 1; n <= 40; n += 1) {
    const isOk = n > 3 || state.stage === 'ok';
    await insertRow(db, 'checks', {
      panel_id: panelId,
      started_at: minutesAgo(n * 15),
      duration_ms: 200 + n * 7,
      span_s: 900,
      span: isOk ? 'u' : 'd',
      first_byte_ms: isOk ? 90 : null,
      wire_bytes: isOk ? 52_000 : null,
      http_status: isOk ? 200 : null,
      changes: n === 4 ? 12 : 0,
      seen_state: isOk ? 'up' : state.state,
      stage: isOk ? 'ok' : state.stage,
      code: isOk ? 'ok' : state.code,
      message: isOk ? null : HOSTILE.script,
    });
  }
}

/** The first check of a panel ended well. */
export async function markChecked(db: Database, slug: string): Promise<void> {
  const { rows } = await sql<{ panel_id: number }>`select panel_id from panels where slug = ${slug}`.execute(
    db,
  );
  await sql`update check_schedule set due_at = now() + interval '15 minutes' where panel_id = ${rows[0]?.panel_id}`.execute(
    db,
  );
  const now = minutesAgo(0);
  await insertRow(db, 'panel_states', {
    panel_id: rows[0]?.panel_id,
    state: 'up',
    seen_state: 'up',
    state_since: now,
    stage: 'ok',
    code: 'ok',
    checked_at: now,
    ok_at: now,
    duration_ms: 12,
  });
}

async function insertRow(db: Database, table: string, row: Record<string, unknown>): Promise<void> {
  const name = sql.table(table);
  await sql`insert into ${name} select * from jsonb_populate_record(null::${name}, ${JSON.stringify(row)}::jsonb)`.execute(
    db,
  );
}

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

/** Every panel is away since two hours, for the same reason. */
export async function seedOutage(db: Database): Promise<void> {
  await sql`update panel_states set state = 'down', seen_state = 'down', stage = 'connect', code = 'timeout', state_since = now() - interval '2 hours'`.execute(
    db,
  );
  await sql`insert into incidents (panel_id, opened_at, confirmed_at, state, stage, code, message, evidence)
    select panel_id, now() - interval '2 hours', now() - interval '2 hours', 'down', 'connect', 'timeout', 'Nobody answered.', '{}' from panels`.execute(
    db,
  );
}

/** More listed panels, as many as a large directory holds, each with a past of its own. */
export async function seedManyPanels(db: Database, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    const isDown = n % 9 === 0;
    const panelId = await seedPanel(db, {
      slug: `many-${n}`,
      name: `${MANY_NAMES[n % MANY_NAMES.length]} ${n}`,
      currency: CURRENCIES[n % CURRENCIES.length] ?? 'USD',
      state: isDown
        ? { state: 'down', stage: 'http', code: 'server_error', sinceMinutes: n, okMinutes: n + 2 }
        : UP,
      services: n * 37,
    });
    // No two days or panels alike, and the same each time.
    const days = Array.from(
      { length: 90 },
      (_, day) => DAYS[(n * 31 + day * (17 + (n % 7))) % 97] ?? 'u',
    ).join('');
    await insertRow(db, 'panel_figures', {
      panel_id: panelId,
      as_of: minutesAgo(3),
      uptime_30d: 1 - ((n * 7919) % 400) / 10_000,
      p50_30d: 90 + ((n * 104_729) % 900),
      p95_30d: 180 + ((n * 1_299_709) % 3000),
      days: isDown ? `${days.slice(0, 89)}p` : days,
      changes_7d: (n * 13) % 70,
      added_7d: (n * 13) % 23,
      removed_7d: (n * 7) % 11,
      rate_change_30d: n % 4 === 0 ? null : (((n * 37) % 41) - 20) / 200,
      rate_changes_30d: (n * 37) % 41,
    });
  }
}

const DAYS: Readonly<Record<number, string>> = { 5: 'p', 41: 'd', 60: 'x' };
const CURRENCIES = ['USD', 'USD', 'EUR', 'INR', 'RUB', 'BRL', 'TRY'];
const MANY_NAMES = [
  'Harbor Social',
  'Growth Foundry',
  'Верный Рост',
  'Takipçi Deposu',
  'Impulso',
  'Panen Follower',
  'متجر المتابعين',
  '⚡ Volt Panel 🔥',
  'A Rather Long Name Of A Panel That Sells Everything',
];
