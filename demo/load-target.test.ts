import { expect, test } from 'vitest';
import { startLoadTarget } from './load-target.ts';
import { ask } from './post.ts';

test('every virtual panel has its own key and serves the same bytes when nothing is to change', async () => {
  const target = await startLoadTarget({
    panels: 3,
    services: 200,
    compression: 'gzip',
    changed: 0,
    ports: 2,
  });
  const bodies = [];
  for (const panel of target.panels) bodies.push((await ask(panel, 'services')).wire.toString('base64'));
  expect(new Set(bodies).size).toBe(1);
  expect(new Set(target.panels.map(({ key }) => key)).size).toBe(3);
  expect(new Set(target.panels.map(({ apiUrl }) => new URL(apiUrl).port)).size).toBe(2);
  expect(target.wireBytes).toBeLessThan(target.plainBytes / 3);
  expect(target.served()).toBe(3);
  const [first, second] = target.panels;
  if (!first || !second) throw new Error('three panels were asked for');
  expect((await ask({ ...first, key: second.key }, 'services')).text()).toContain('Invalid API key');
  await target.close();
});

test.each([0.02, 0.1, 0.5, 1])(
  'a share of %d of the rates differs between one reply and the next, for ever',
  async (changed) => {
    const target = await startLoadTarget({ panels: 1, services: 200, compression: null, changed });
    const [panel] = target.panels;
    if (!panel) throw new Error('one panel was asked for');
    const replies: string[][] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const rows: unknown = JSON.parse((await ask(panel, 'services')).text());
      if (!Array.isArray(rows)) throw new Error('a catalog is an array here');
      replies.push(rows.map((row: unknown) => JSON.stringify(row)));
    }
    const differences = replies
      .slice(1)
      .map((rows, turn) => rows.filter((row, index) => row !== replies[turn]?.[index]).length);
    expect(new Set(differences)).toEqual(new Set([200 * changed]));
    await target.close();
  },
);
