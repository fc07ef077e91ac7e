import { describe, expect, it } from 'vitest';
import { loopbackPanel, SERVICES, wellBehaved } from '../../test/loopback-panel.ts';
import { checkPanel } from '../check-panel.ts';
import { conformance } from '../conformance.ts';
import { fetchPost } from '../fetch-post.ts';
import { normalize } from '../normalize.ts';
import { catalogConformance } from './of-catalog.ts';

const KEY = 'a-secret-key-1234';
const [first = {}] = SERVICES;

/** Both judgements of a panel whose reply to `services` is this. */
async function bothOf(reply: string) {
  await using panel = await loopbackPanel((asked) =>
    asked.form.get('action') === 'services' ? { body: reply } : wellBehaved(KEY, SERVICES)(asked),
  );
  const observed = await checkPanel(
    { url: panel.url, key: KEY },
    { post: fetchPost(fetch), now: () => new Date('2026-02-03T04:05:06Z') },
  );
  const catalog = observed.services?.catalog;
  if (catalog === undefined) throw new Error('not read');
  const rows = catalog.services.length + catalog.notes.length;
  return {
    whole: conformance(observed),
    // What a site keeps of a catalog is all of it but the services, of which one stands for all.
    alone: catalogConformance(
      { ...catalog, services: catalog.services.slice(0, 1) },
      { url: panel.url, transport: observed.transport, rows },
    ),
  };
}

describe('a catalog that is kept', () => {
  it.each([
    ['follows the standard', SERVICES],
    [
      'is wrapped, with fields of other names',
      { data: SERVICES.map(({ rate, ...rest }) => ({ ...rest, fiyat: rate })) },
    ],
    ['has a heading among its rows', [...SERVICES, { name: '———— ✦ ————' }]],
    [
      'loses a rate in one row of many',
      [
        ...Array.from({ length: 20 }, (_, n) => ({ ...first, service: n })),
        { ...first, service: 99, rate: 'ask us' },
      ],
    ],
    ['loses most rates', SERVICES.map((service) => ({ ...service, rate: 'ask us' }))],
  ])('and %s gets the grade and the findings that a look at the API gave it', async (_, services) => {
    const { whole, alone } = await bothOf(JSON.stringify(services));
    expect(alone.grade).toBe(whole.grade);
    expect(alone.findings).toEqual(whole.findings.filter(({ action }) => action === 'services'));
  });

  it('is told that the key travels in the address, and without encryption', () => {
    const catalog = normalize([]);
    if ('stage' in catalog) throw new Error(catalog.message);
    const asked = {
      url: 'http://panel.example/api',
      transport: 'body+query',
      dialect: 'other',
      rows: 0,
    } as const;
    const { grade, findings } = catalogConformance(catalog, asked);
    expect(grade).toBe('D');
    expect(findings.map(({ code }) => code)).toEqual([
      'asked_in_dialect',
      'parameters_in_query_only',
      'plain_http',
      'empty_catalog',
    ]);
    for (const { fix, paragraph } of findings) expect(fix.length * paragraph.title.length).toBeGreaterThan(0);
  });
});
