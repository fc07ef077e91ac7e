/**
 * A year of one panel, invented by chance with a fixed seed and played through the real store: repricings, removals, returns, new ids, new
 * names. The truth is kept beside it; afterwards an auditor asks for the past and compares.
 */
import { sql } from 'kysely';
import { diffCatalogs, normalize, type CatalogDiff, type Json, type Service } from 'smmwatch';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { storeCatalogs } from '../catalogs/store-catalog.ts';
import { catalogAt, differenceOf, knownSpan } from './catalog-at.ts';
import { takeKeyframes } from './keyframes.ts';
import { lowMarkOf } from './lows.ts';
import { rateHistory } from './rate-history.ts';

const database = useDatabase();
const SERVICES = 150;
const MOMENTS = 140;
const START = Date.UTC(2025, 10, 1);

/** Mulberry32. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Row {
  [field: string]: Json;
  service: string;
  name: string;
  rate: string;
}

interface Truth {
  at: string;
  services: Service[];
}

const random = chance(2026);
const truth: Truth[] = [];
let panelId = 0;
let keyframes = 0;

function invented(id: number): Row {
  const kind = ['Followers', 'Likes', 'Views', 'Comments'][id % 4] ?? '';
  return {
    service: String(id),
    name: `Instagram ${kind} no. ${id}`,
    category: `Instagram ${kind}`,
    type: 'Default',
    rate: (0.5 + random() * 9).toFixed(2),
    min: '10',
    max: '10000',
    refill: id % 2 === 0,
    description: `What ${id} is like`,
  };
}

function read(rows: Row[]): Service[] {
  const catalog = normalize(rows);
  if ('stage' in catalog) throw new Error(catalog.message);
  return catalog.services;
}

async function store(at: number, rows: Row[]): Promise<void> {
  const catalog = normalize(rows);
  if ('stage' in catalog) throw new Error(catalog.message);
  const hash = at.toString(16).padStart(64, '0');
  const checkedAt = new Date(at).toISOString();
  await database.db.transaction().execute(async (tx) => {
    await storeCatalogs(tx, [{ panelId, checkedAt, catalog, wireHash: hash, bodyHash: hash }]);
  });
  await sql`insert into panel_states (panel_id, state, state_since, seen_state, stage, code, checked_at, ok_at, duration_ms)
    values (${panelId}, 'up', ${checkedAt}, 'up', 'ok', 'ok', ${checkedAt}, ${checkedAt}, 1)
    on conflict (panel_id) do update set ok_at = excluded.ok_at`.execute(database.db);
  truth.push({ at: checkedAt, services: read(rows) });
}

/** What may happen to a catalog between two looks at it. */
function moved(rows: readonly Row[], gone: Row[], nextId: () => number): Row[] {
  const what = random();
  if (what < 0.2) {
    const factor = 0.8 + random() * 0.5;
    return rows.map((row) => ({ ...row, rate: (Number(row.rate) * factor).toFixed(2) }));
  }
  return rows
    .flatMap((row): Row[] => {
      const luck = random();
      if (luck < 0.015) {
        gone.push(row);
        return [];
      }
      if (luck < 0.02) return [{ ...row, service: String(nextId()) }];
      if (luck < 0.06) return [{ ...row, rate: (Number(row.rate) * (0.5 + random())).toFixed(2) }];
      if (luck < 0.07) return [{ ...row, name: `${row.name}!` }];
      if (luck < 0.08) return [{ ...row, min: String(Math.ceil(random() * 100)) }];
      if (luck < 0.09)
        return [{ ...row, refill: row['refill'] !== true, description: `Now ${Math.ceil(random() * 1e6)}` }];
      return [row];
    })
    .concat(random() < 0.3 ? gone.splice(0, 2) : [], random() < 0.3 ? [invented(nextId())] : []);
}

beforeAll(async () => {
  const { rows } = await sql<{ panel_id: number }>`
    insert into panels (slug, name, api_url, key_sealed) values ('year', 'Year', 'https://year.example/', ''::bytea) returning panel_id`.execute(
    database.db,
  );
  panelId = rows[0]?.panel_id ?? 0;
  let id = SERVICES;
  const gone: Row[] = [];
  let catalog = Array.from({ length: SERVICES }, (_, index) => invented(index + 1));
  for (let moment = 0; moment < MOMENTS; moment += 1) {
    const at = START + Math.round((moment / MOMENTS) * 365 * 86_400_000) + Math.round(random() * 3_600_000);
    if (moment > 0) catalog = moved(catalog, gone, () => (id += 1));
    await store(at, catalog);
    if (moment % 40 === 20) keyframes += await takeKeyframes(database.db, 200);
  }
}, 120_000);

function comparable(services: Iterable<object>): unknown[] {
  return [...services]
    .map((service) => {
      const {
        position: _p,
        averageTime: _a,
        network: _n,
        ...rest
      } = { position: 0, averageTime: null, network: null, ...service };
      return rest;
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function inOrder({ changes, repricings, reids, counts }: CatalogDiff): unknown {
  const text = (list: unknown[]) => list.map((one) => JSON.stringify(one)).sort();
  return {
    changes: text(
      changes.map(({ kind, serviceId, before, after }) => [
        kind === 'restored' ? 'added' : kind,
        serviceId,
        keys(before),
        keys(after),
      ]),
    ),
    repricings: repricings.map(({ factor, rates }) => [factor, rates.length]),
    reids: text(reids),
    total: counts.added + counts.restored + counts.removed,
  };
}

/** The order of an object's keys is nobody's business. */
function keys(value: object | null): unknown {
  return value === null
    ? null
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('a year of history', () => {
  it('holds the catalog of every moment', async () => {
    expect(keyframes).toBe(3);
    for (const { at, services } of truth)
      expect(comparable((await catalogAt(database.db, panelId, at)).values())).toEqual(comparable(services));
  });

  it('holds between two looks what the first of them saw', async () => {
    for (const index of [0, 37, 99]) {
      const { at = '', services = [] } = truth[index] ?? {};
      const later = new Date(Date.parse(at) + 60_000).toISOString();
      expect(comparable((await catalogAt(database.db, panelId, later)).values())).toEqual(
        comparable(services),
      );
    }
  });

  it('tells the difference of any two moments as the two catalogs have it, in either direction', async () => {
    for (let pair = 0; pair < 25; pair += 1) {
      const a = truth[Math.floor(random() * MOMENTS)];
      const b = truth[Math.floor(random() * MOMENTS)];
      if (a === undefined || b === undefined) throw new Error('no such moment');
      const { diff: told } = await differenceOf(database.db, panelId, a.at, b.at);
      const seen = truth
        .filter(({ at }) => at <= a.at)
        .flatMap(({ services }) => services.map(({ id }) => id));
      const sold = new Set(a.services.map(({ id }) => id));
      const soldEarlier = new Set(a.at <= b.at ? seen.filter((id) => !sold.has(id)) : []);
      expect(inOrder(told)).toEqual(inOrder(diffCatalogs(a.services, b.services, { soldEarlier })));
    }
  });

  it('holds every rate from the first sight on, with absences, and the ids before', async () => {
    const last = truth.at(-1)?.services ?? [];
    for (const service of last) {
      const history = await rateHistory(database.db, panelId, service.id);
      const identities = new Set(history?.identities.map(({ serviceId }) => serviceId));
      for (const { at, services } of truth) {
        const then = new Date(at);
        const step = history?.steps.find(
          ({ from, to }) => from <= then && (then < to || to === history.steps.at(-1)?.to),
        );
        const sold = services.find(({ id }) => id === step?.serviceId);
        const known = sold ?? services.find(({ id }) => identities.has(id));
        expect([at, step?.available === true ? Number(step.rate) : undefined]).toEqual([
          at,
          known === undefined ? undefined : Number(known.rate),
        ]);
      }
    }
  });

  it('marks in the search since when each rate has been the lowest', async () => {
    const { rows } = await sql<{ service_id: string; low_from: Date; low_was: string | null }>`
      select service_id, low_from, low_was from service_facts where panel_id = ${panelId}`.execute(
      database.db,
    );
    expect(rows).toHaveLength(truth.at(-1)?.services.length ?? 0);
    for (const { service_id: id, low_from, low_was } of rows) {
      const mark = lowMarkOf((await rateHistory(database.db, panelId, id))?.steps ?? []);
      expect([id, low_from, low_was === null ? null : Number(low_was)]).toEqual([
        id,
        mark?.from,
        mark?.was === null ? null : Number(mark?.was),
      ]);
    }
  });

  it('knows from when to when it can be asked', async () => {
    const span = await knownSpan(database.db, panelId);
    expect(new Date(span?.from ?? '').toISOString()).toBe(truth[0]?.at);
    expect(new Date(span?.to ?? '').toISOString()).toBe(truth.at(-1)?.at);
  });
});
