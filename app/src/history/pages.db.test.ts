/** The pages about the past, through the real application, over what real checks stored. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { offer } from '../../test/shop.ts';
import { useWatching, type Watched } from '../../test/watching.ts';
import { createSite } from '../http/server.ts';
import { serviceOf, serviceSegment } from '../urls.ts';

const watching = useWatching();
let panel: Watched;

const HOSTILE = '<script>alert(1)</script>"\'';
const ID = 'a/b ..?#%2F';

async function get(
  path: string,
): Promise<{ status: number; text: string; location: string | null; type: string | null }> {
  const reply = await createSite(watching.deps).request(path);
  return {
    status: reply.status,
    text: await reply.text(),
    location: reply.headers.get('location'),
    type: reply.headers.get('content-type'),
  };
}

const addressOf = (id: string): string =>
  `/panels/${panel.slug}/services/${encodeURIComponent(serviceSegment(id))}`;

beforeAll(async () => {
  const many = Array.from({ length: 12 }, (_, n) =>
    offer(100 + n, { name: `TikTok Likes ${n} refill 30 days`, rate: `${n + 1}.00` }),
  );
  panel = await watching.watch('Past Shop', [offer(1), offer(ID, { name: HOSTILE }), offer('..'), ...many]);
  await panel.check();
  panel.shop.sells([
    offer(1, { rate: '1.35', description: HOSTILE }),
    offer(ID, { name: HOSTILE }),
    offer('..'),
    ...many,
  ]);
  await panel.check();
  panel.shop.sells([
    offer(1, { rate: '1.10', description: HOSTILE }),
    offer(ID, { name: HOSTILE }),
    ...many.slice(1),
  ]);
  await panel.check();
});

describe('the page of a service', () => {
  it('shows what it costs, what it cost, and what happened to it', async () => {
    const { status, text } = await get(addressOf('1'));
    expect(status).toBe(200);
    expect(text).toContain('role="img"');
    expect(text).toContain('1.35');
    expect(text).toContain('0.90');
    expect(text).toContain('No low is claimed on less than 35 days');
    expect(text).not.toContain('<script>alert');
  });

  it('is found whatever its id is made of', async () => {
    expect((await get(addressOf(ID))).status).toBe(200);
    const gone = await get(addressOf('..'));
    expect(gone.status).toBe(200);
    expect(gone.text).toContain('Not for sale since');
    for (const id of ['.', '..', '~', '~x', 'x']) expect(serviceOf(serviceSegment(id))).toBe(id);
    expect((await get(`/panels/${panel.slug}/services/nobody`)).status).toBe(404);
    expect((await get('/panels/nobody/services/1')).status).toBe(404);
  });

  it('says what a quantity costs, and what cannot be ordered', async () => {
    expect((await get(`${addressOf('1')}?quantity=5000`)).text).toContain('5.5');
    expect((await get(`${addressOf('1')}?quantity=999999999`)).text).toContain('10,000');
    for (const quantity of ['0', '-1', 'x', '1e9', '9'.repeat(40)])
      expect((await get(`${addressOf('1')}?quantity=${quantity}`)).status).toBe(200);
  });

  it('gives its history as a file', async () => {
    const { text, type } = await get(`${addressOf('1')}?format=csv`);
    expect(type).toContain('text/csv');
    expect(text.trim().split('\n')).toHaveLength(4);
  });

  it('of a panel that is not listed is nobody’s business', async () => {
    await sql`update panels set listing = 'delisted' where panel_id = ${panel.panelId}`.execute(watching.db);
    expect((await get(addressOf('1'))).status).toBe(404);
    expect((await get(`/panels/${panel.slug}/diff/1d..now`)).status).toBe(404);
    await sql`update panels set listing = 'listed' where panel_id = ${panel.panelId}`.execute(watching.db);
  });
});

describe('the difference of two moments', () => {
  it('has an address of its own, to which what people write leads', async () => {
    // The first check began within this second, the last one perhaps, too: the span is what the database says.
    await sql`update catalogs set first_read_at = first_read_at - interval '1 hour' where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    const { status, location } = await get(`/panels/${panel.slug}/diff/1d..now`);
    expect(status).toBe(302);
    const page = await get(location ?? '');
    expect(page.status).toBe(200);
    expect(page.text).toContain('>.10<');
    expect(page.text).not.toContain('<script>alert');
    const json = JSON.parse((await get(`${location}?format=json`)).text);
    expect(json.counts).toMatchObject({ rate: 1, removed: 2, description: 1 });
  });

  it.each(['x..y', '1..2..3', 'now..now', encodeURIComponent("';--..now")])(
    'is not found for %s',
    async (span) => {
      expect((await get(`/panels/${panel.slug}/diff/${span}`)).status).toBe(404);
    },
  );

  it('redirects within the language of its address', async () => {
    expect((await get(`/ru/panels/${panel.slug}/diff/1d..now`)).location).toMatch(/^\/ru\/panels\//);
  });
});
