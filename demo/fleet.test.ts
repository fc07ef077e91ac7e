import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DIALECTS } from './dialects.ts';
import { startFleet, type Fleet, type FleetPanel } from './fleet.ts';
import { INVENTED } from './invented.ts';
import { ask, post } from './post.ts';

describe('the whole fleet', () => {
  let fleet: Fleet;
  let startMs = 0;
  beforeAll(async () => {
    const started = performance.now();
    fleet = await startFleet({ seed: 'whole' });
    startMs = performance.now() - started;
  });
  afterAll(() => fleet.close());

  function panelOf(name: string): FleetPanel {
    const panel = fleet.panels.find((candidate) => candidate.name === name);
    if (!panel) throw new Error(`no panel ${name}`);
    return panel;
  }

  test('is up within 3 seconds: a dozen panels or more, 30 to 10,000 services, seven languages', () => {
    expect(startMs).toBeLessThan(3_000);
    expect(fleet.panels.length).toBeGreaterThanOrEqual(12);
    const sizes = INVENTED.map(({ size }) => size).sort((a, b) => a - b);
    expect(sizes.at(0)).toBe(30);
    expect(sizes.at(-1)).toBe(10_000);
    expect(new Set(INVENTED.flatMap(({ languages }) => languages)).size).toBe(7);
    expect(new Set(INVENTED.map(({ dialect }) => dialect)).size).toBeGreaterThanOrEqual(12);
  });

  test.each(INVENTED)(
    '$name answers balance and services in its dialect, $dialect',
    async ({ name, size }) => {
      const panel = panelOf(name);
      const balance = await ask(panel, 'balance');
      expect(balance.status).toBe(200);
      expect(balance.text()).toContain('balance');
      const services = await ask(panel, 'services');
      expect(services.status).toBe(200);
      expect(services.body.length).toBeGreaterThan(size * 80);
      expect(panel.panel.requests).toEqual({ balance: 1, services: 1 });
    },
  );

  test('shows a page to people, and answers nothing but POST at the API', async () => {
    const { website, apiUrl, panel } = panelOf('Granite Reach');
    const page = await fetch(website);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('Granite Reach');
    expect((await fetch(apiUrl)).status).toBe(405);
    expect(panel.requests['page']).toBe(1);
  });

  test('a panel that reads the address does not see the form, and the other way round', async () => {
    const byReading = (reads: string) =>
      panelOf(INVENTED.find(({ dialect }) => DIALECTS[dialect].reads === reads)?.name ?? reads);
    const query = byReading('query');
    expect((await post(query.apiUrl, { action: 'balance', key: query.key })).text()).toContain('No API key');
    expect((await post(`${query.apiUrl}?action=balance&key=${query.key}`, {})).text()).toContain('"balance"');
    const body = byReading('body');
    const inAddress = await post(`${body.apiUrl}?action=balance&key=${body.key}`, {});
    expect(inAddress.text()).toContain('Invalid API key');
  });

  test('plans at least ten kinds of trouble within its first twenty steps', () => {
    const planned = fleet.panels.flatMap(({ troubles }) => troubles).filter(({ first }) => first < 20);
    expect(new Set(planned.map(({ trouble }) => trouble.trouble)).size).toBeGreaterThanOrEqual(10);
  });
});

test('the same seed gives the same bytes at every step, another seed gives others', async () => {
  const fleets = await Promise.all(['a', 'a', 'b'].map((seed) => startFleet({ seed, panels: 5 })));
  for (const step of [0, 3]) {
    const bodies: string[][] = [];
    for (const fleet of fleets) {
      await fleet.setStep(step);
      bodies.push(
        await Promise.all(
          fleet.panels.map(async (panel) => (await ask(panel, 'services')).wire.toString('base64')),
        ),
      );
    }
    const [one, same, other] = bodies;
    expect(one).toEqual(same);
    expect(one?.filter((body, index) => body === other?.[index])).toEqual([]);
  }
  await Promise.all(fleets.map((fleet) => fleet.close()));
});

test('with a clock the panels move by themselves, and tell of their troubles and of the end of them', async () => {
  const told: string[] = [];
  const recovered = Promise.withResolvers<void>();
  const tell = (line: string) => {
    told.push(line);
    if (line.endsWith('is well again')) recovered.resolve();
  };
  const fleet = await startFleet({ seed: 'clock', panels: 4, stepMs: 20, tell });
  await recovered.promise;
  await fleet.close();
  expect(told[0]).toBe('Kumpul Sosial answers after 4000 ms');
});
