import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Json } from 'smmwatch';
import { offer } from '../../test/shop.ts';
import { useWatching, type Watched } from '../../test/watching.ts';
import { readSearch } from '../search/asked.ts';
import { search } from '../search/search.ts';

const watching = useWatching();

async function namesOf({ panelId }: Watched): Promise<Record<string, string>> {
  const { rows } = await sql<{ service_id: string; name: string }>`
    select service_id, name from services where panel_id = ${panelId} and removed_at is null`.execute(
    watching.db,
  );
  return Object.fromEntries(rows.map(({ service_id, name }) => [service_id, name]));
}

const HOSTILE: Record<string, string> = {
  sql: `'); drop table services; --`,
  quotes: `"it's" \\ 'x' $1 $$ E'\\x00'`,
  markup: `<script>alert(1)</script><img src=x onerror=alert(1)>`,
  wildcards: `100% off_now \\%`,
  bidi: '\u202Eevil\u202C \u2066 isolate',
  emoji: '👨‍👩‍👧‍👦 🏳️‍🌈 𝕱𝖔𝖑𝖑𝖔𝖜𝖊𝖗𝖘',
  zalgo: `F${'\u0301\u0302\u0303'.repeat(200)}ollowers`,
  json: `{"a":"\\u0000"}`,
  long: `Followers ${'x'.repeat(100_000)}`,
};

describe('a catalog of hostile texts', () => {
  it('is stored as it was written and read back, shown and searched', async () => {
    const catalog = Object.entries(HOSTILE).map(([id, name]) =>
      offer(id, { name, category: name, rate: '1' }),
    );
    const panel = await watching.watch('Hostile Names', catalog);
    expect(await panel.check()).toMatchObject({ ok: true });
    const names = await namesOf(panel);
    expect(Object.keys(names).sort()).toEqual(Object.keys(HOSTILE).sort());
    for (const id of ['sql', 'quotes', 'wildcards', 'emoji', 'json']) expect(names[id]).toBe(HOSTILE[id]);
    expect((await panel.check()).sentence).toContain('unchanged');
    const { rows } = await search(watching.db, 'visitor', {
      ...readSearch({ q: ['drop table'] }, 'changed').search,
      panelId: panel.panelId,
    });
    expect(rows.map(({ serviceId }) => serviceId)).toEqual(['sql']);
    // The table that a name wanted to drop is still there, with all its rows.
    expect(Object.keys(await namesOf(panel))).toHaveLength(Object.keys(HOSTILE).length);
  });

  it('with U+0000 and halves of surrogate pairs is stored, wherever they stand', async () => {
    const body = JSON.stringify([
      offer('nul', { name: 'a\0b Followers', category: 'c\0d', description: 'e\0f' }),
      offer('i\0d', { name: 'Likes' }),
      offer('lone', { name: 'x\ud83d Views', category: '\udc00 y' }),
      { ...Object(offer('field')), ['unknown\0field\ud800']: 'z\0' },
    ]);
    const panel = await watching.watch('Unstorable Names', Buffer.from(body));
    expect(await panel.check()).toMatchObject({ ok: true });
    const names = await namesOf(panel);
    expect(Object.keys(names)).toHaveLength(4);
    expect(Object.values(names).join('')).not.toContain('\0');
    expect((await panel.check()).sentence).toContain('unchanged');
    panel.shop.sells(Buffer.from(body.replace('Views', 'Saves')));
    await panel.check();
    const { rows } = await sql<{
      kind: string;
    }>`select kind from changes where panel_id = ${panel.panelId}`.execute(watching.db);
    expect(rows).toEqual([{ kind: 'renamed' }]);
  });

  it('with ids that are SQL, long or of other letters keeps its services apart', async () => {
    const ids = [
      `1'; delete from panels; --`,
      '1',
      ' 1 1 ',
      'ключ',
      '١',
      randomBytes(50_000).toString('hex'),
    ];
    const panel = await watching.watch(
      'Hostile Ids',
      ids.map((id, index) => offer(id, { name: `Likes ${index}` })),
    );
    expect(await panel.check()).toMatchObject({ ok: true });
    expect(Object.keys(await namesOf(panel))).toHaveLength(ids.length);
  });

  it('with rates and limits of any size is stored', async () => {
    const panel = await watching.watch('Large Numbers', [
      offer(1, { rate: '0.000000000001' }),
      offer(2, { rate: 1e-7 }),
      offer(3, { min: '1', max: '9223372036854775807' }),
      offer(4, { min: '-5', max: '99999999999999999999999' }),
      offer(5, { min: 1.5, max: '1e400' }),
      offer(6, { position: 9e99, refill_days: 1e12 }),
    ]);
    expect(await panel.check()).toMatchObject({ ok: true });
    const { rows } = await sql<{ rate: string }>`
      select rate from services where panel_id = ${panel.panelId} and service_id = '1'`.execute(watching.db);
    expect(rows[0]?.rate).toBe('0.000000000001');
  });

  it('that repeats ids counts the first of each, again and again the same', async () => {
    const panel = await watching.watch('Twins', [
      offer(1, { name: 'First Likes' }),
      offer(1, { name: 'Second Likes' }),
      offer(2),
    ]);
    expect(await panel.check()).toMatchObject({ ok: true });
    expect(await namesOf(panel)).toMatchObject({ 1: 'First Likes' });
    panel.shop.sells([offer(1, { name: 'First Likes' }), offer(1, { name: 'Third Likes' }), offer(2)]);
    expect(await panel.check()).toMatchObject({ sentence: expect.stringContaining('0 changes') });
  });
});

describe('a large catalog', () => {
  it('of 10,000 services is stored in seconds, and a small change of it at once', async () => {
    const large = (changed: Record<string, Json>) => [
      offer(0, changed),
      ...Array.from({ length: 9999 }, (_, index) => offer(index + 1, { rate: `${index}.5` })),
    ];
    const panel = await watching.watch('Wholesale', large({}));
    expect(await panel.check()).toMatchObject({ ok: true });
    const { rows } = await sql<{ services: number; took: number }>`
      select (select count(*) from services where panel_id = ${panel.panelId}) as services, duration_ms as took
      from checks where panel_id = ${panel.panelId}`.execute(watching.db);
    expect(rows[0]?.services).toBe(10_000);
    panel.shop.sells(large({ rate: '7.77' }));
    expect(await panel.check()).toMatchObject({
      sentence: expect.stringContaining('10000 services, 1 changes'),
    });
  });
});
