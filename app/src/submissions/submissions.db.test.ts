/** The tester and the way in, through the real door, at real panels that misbehave on request. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { seedLooks, submitDeps, tokenFrom, visitor, workLooks } from '../../test/looks.ts';
import { offer, openShop, type Shop } from '../../test/shop.ts';
import { ORIGIN, siteOf } from '../../test/site.ts';
import { checkOnce } from '../checks/check-once.ts';
import { openDeps, type Deps } from '../deps.ts';
import { listen } from '../http/listen.ts';
import { addPanel } from '../panels/add-panel.ts';
import { editPanel } from '../panels/edit-panel.ts';
import { approve, reject } from './decide.ts';
import { FOLLOWERS_MAX } from './follow.ts';
import { forgetLooks } from './forget.ts';
import { knownByAddress } from './known-panels.ts';
import { leaseLooks } from './lease-looks.ts';
import { lockLooks } from './limits.ts';
import { startLooks } from './look-worker.ts';
import { findReport, findSubmission, nextWaiting, waitingSubmissions } from './queries.ts';
import { runLook } from './run-look.ts';
import { agree, askForReport, beginSubmission, lookAgain, withdraw } from './submit.ts';

const database = useDatabase();
let deps: Deps;
let shop: Shop;
let site: ReturnType<typeof siteOf>;
const CATALOG = Array.from({ length: 60 }, (_, index) => offer(index + 1));

beforeAll(async () => {
  deps = await openDeps(database.config, { mayJoin: true, onDeath() {} });
  site = siteOf(database);
});
beforeEach(async () => {
  shop = await openShop('A shop', CATALOG);
});
afterEach(async () => {
  await shop.close();
  await sql`delete from submissions`.execute(database.db);
  await sql`delete from looks`.execute(database.db);
  await sql`delete from panels`.execute(database.db);
});
afterAll(async () => {
  await deps.close();
});

const somebody = () => visitor(deps, 'somebody');
const form = (changes: Record<string, string> = {}): Record<string, string> => ({
  name: 'A shop',
  apiUrl: shop.url,
  key: shop.key,
  ...changes,
});

async function submitted(changes: Record<string, string> = {}): Promise<string> {
  const token = tokenFrom(await beginSubmission(submitDeps(deps), form(changes), somebody()));
  await workLooks(deps);
  return token;
}

async function pending(): Promise<{ token: string; submissionId: number }> {
  const token = await submitted();
  expect(await agree(deps, token)).toBe('agreed');
  return { token, submissionId: (await findSubmission(deps.db, token))?.submissionId ?? 0 };
}

const states = (stages: readonly { name: string; state: string }[] = []) =>
  Object.fromEntries(stages.map(({ name, state }) => [name, state]));

/** Everything that the database holds of looks and submissions, as text. */
async function everything(): Promise<string> {
  const { rows } = await sql<{ row: string }>`
    select l::text as row from looks l union all select s::text from submissions s`.execute(database.db);
  return rows.map(({ row }) => row).join('\n');
}

describe('a look', () => {
  test('of a panel that does everything right passes every stage, and asks for nothing but balance and services', async () => {
    const token = tokenFrom(await askForReport(submitDeps(deps), form(), somebody()));
    expect(await workLooks(deps)).toBe(1);
    const look = await findReport(deps.db, token);
    expect(states(look?.stages)).toEqual({
      address: 'passed',
      dns: 'passed',
      connect: 'passed',
      // Loopback speaks plain HTTP.
      tls: 'doubtful',
      post: 'passed',
      json: 'passed',
      balance: 'passed',
      services: 'passed',
      fields: 'passed',
      sample: 'passed',
      duplicate: 'passed',
    });
    expect(look?.report?.services.count).toBe(60);
    expect(look?.sample).toHaveLength(20);
    expect(shop.requests).toEqual({ balance: 1, services: 1 });
  });

  test.each([
    ['refused', 'connect'],
    ['html', 'json'],
    ['truncated', 'services'],
    ['dead_key', 'balance'],
  ] as const)('of a panel in the trouble %s stops at %s, with evidence and a fix', async (trouble, stage) => {
    await shop.setTrouble({ trouble });
    const token = tokenFrom(await askForReport(submitDeps(deps), form(), somebody()));
    await workLooks(deps);
    const look = await findReport(deps.db, token);
    const stopped = look?.stages.find(({ state }) => state === 'failed');
    expect(stopped).toMatchObject({
      name: stage,
      fix: expect.stringMatching(/\w/),
      message: expect.stringMatching(/\w/),
    });
    expect(look?.report?.grade).toBe('F');
  });

  test('says its stages while it lasts, in an order that only goes forward', async () => {
    const token = tokenFrom(await askForReport(submitDeps(deps), form(), somebody()));
    await shop.setTrouble({ trouble: 'slow', ms: 700 });
    const [leased] = await leaseLooks(deps.db, 1);
    if (leased === undefined) throw new Error('no look');
    const versions: number[] = [];
    const seen: string[] = [];
    const running = runLook(deps, leased, new AbortController().signal);
    await expect
      .poll(
        async () => {
          const look = await findReport(deps.db, token);
          if (look !== undefined && look.version !== versions.at(-1)) {
            versions.push(look.version);
            seen.push(look.stages.find(({ state }) => state === 'running')?.name ?? 'none');
          }
          return look?.endedAt ?? null;
        },
        { interval: 20, timeout: 60_000 },
      )
      .not.toBeNull();
    await running;
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(seen).toContain('post');
  });

  test('never keeps the balance nor shows the key, and forgets the key when it ends', async () => {
    const token = tokenFrom(await askForReport(submitDeps(deps), form(), somebody()));
    expect(await everything()).not.toContain(shop.key);
    await workLooks(deps);
    const { rows } = await sql<{ sealed: Buffer | null }>`select key_sealed as sealed from looks`.execute(
      database.db,
    );
    expect(rows).toEqual([{ sealed: null }]);
    const all = await everything();
    expect(all).not.toContain(shop.key);
    const page = await site.visitor.get(`/standard/test/${token}`);
    const json = await site.visitor.get(`/standard/test/${token}?format=json`);
    for (const text of [all, page.text, json.text]) {
      expect(text).not.toContain(shop.key);
      expect(text).not.toMatch(/"balance":\s*"?\d/);
    }
    expect(JSON.parse(json.text)).toMatchObject({ version: 1, grade: expect.any(String) });
  });

  test('is begun anew by another worker when the first one died, and ended once', async () => {
    const token = tokenFrom(await askForReport(submitDeps(deps), form(), somebody()));
    const [dead] = await leaseLooks(deps.db, 1);
    expect(await leaseLooks(deps.db, 1)).toEqual([]);
    await sql`update looks set leased_until = now()`.execute(database.db);
    expect(await workLooks(deps)).toBe(1);
    const ended = await findReport(deps.db, token);
    if (dead === undefined) throw new Error('no look');
    // The dead one comes back to life: it holds no key any more, and may write nothing.
    await runLook(deps, dead, new AbortController().signal);
    expect(await findReport(deps.db, token)).toEqual(ended);
  });

  test('that ends three workers is given up as our own trouble', async () => {
    const token = tokenFrom(await askForReport(submitDeps(deps), form(), somebody()));
    await sql`update looks set attempts = 3, leased_until = now()`.execute(database.db);
    const looks = startLooks(deps);
    await expect.poll(async () => (await findReport(deps.db, token))?.trouble).toBe('ours');
    await looks.stop();
    expect((await site.visitor.get(`/standard/test/${token}`)).text).toContain('failed on our side');
    expect(await everything()).not.toContain(shop.key);
  });

  test('whose key cannot be opened is our trouble, not the panel’s', async () => {
    const token = tokenFrom(await askForReport(submitDeps(deps), form(), somebody()));
    await sql`update looks set key_sealed = '\\x0102'`.execute(database.db);
    await expect(workLooks(deps)).rejects.toThrow(/./);
    expect(await findReport(deps.db, token)).toMatchObject({ trouble: 'ours', report: null });
    expect(shop.requests).toEqual({});
  });

  test('is worked by whoever runs looks, and what runs is given back when the process stops', async () => {
    await shop.setTrouble({ trouble: 'slow', ms: 4000 });
    const token = tokenFrom(await askForReport(submitDeps(deps), form(), somebody()));
    const first = startLooks(deps);
    await expect.poll(async () => (await findReport(deps.db, token))?.startedAt).toBeTruthy();
    await first.stop();
    expect((await findReport(deps.db, token))?.endedAt).toBeNull();
    await shop.setTrouble(null);
    const second = startLooks(deps);
    await expect
      .poll(async () => (await findReport(deps.db, token))?.report?.grade, { timeout: 60_000 })
      .toBeTruthy();
    await second.stop();
  });
});

test('a report shows an address without its query', async () => {
  const apiUrl = `${shop.url}?shop=hidden-word`;
  const token = tokenFrom(await askForReport(submitDeps(deps), form({ apiUrl }), somebody()));
  await workLooks(deps);
  for (const path of [`/standard/test/${token}`, `/standard/test/${token}?format=json`])
    expect((await site.visitor.get(path)).text).not.toContain('hidden-word');
});

describe('an address that a visitor names', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/api/v2',
    'http://[::1]/api/v2',
    'http://2130706433/api/v2',
    'http://localhost/api/v2',
    'http://user:pass@panel.example/api/v2',
    'https://panel.example:22/api/v2',
    'ftp://panel.example/api',
    'javascript:alert(1)',
    'https://panel.example/api/v2?key=abc',
    'https://panel.example/api/v2?API-KEY=abc',
    'https://panel.example/api/v2?token=abc',
    '',
  ])('%s is refused before anything is stored', async (apiUrl) => {
    const begun = await askForReport(submitDeps(deps), form({ apiUrl }), somebody());
    expect(begun).toMatchObject({ ok: false, why: 'mistakes', mistakes: { apiUrl: expect.any(String) } });
    const reply = await site.visitor.post('/standard/test', form({ apiUrl }));
    expect(reply.status).toBe(422);
    expect(reply.text).not.toContain(shop.key);
    expect(await everything()).toBe('');
  });

  test('that the operator allows for panels of his own is closed to visitors', async () => {
    const limits = { ...deps.config, allowAddresses: [] };
    const begun = await beginSubmission({ ...submitDeps(deps), limits }, form(), somebody());
    expect(begun).toMatchObject({ why: 'mistakes', mistakes: { apiUrl: 'api_private' } });
  });
});

describe('limits', () => {
  test('keep a network from asking without end, whatever the API, and say how long; others go on', async () => {
    const ask = async (network: string, host = 1) =>
      await askForReport(
        submitDeps(deps),
        form({ apiUrl: `http://127.0.0.1:80${80 + host}/` }),
        visitor(deps, network),
      );
    for (let index = 0; index < 10; index += 1) expect((await ask('one', index % 2)).ok).toBe(true);
    expect(await ask('one')).toMatchObject({
      ok: false,
      why: 'limit',
      limit: { by: 'visitor', seconds: expect.any(Number) },
    });
    // Ten looks at two hosts: neither host is used up.
    expect((await ask('two')).ok).toBe(true);
    expect(
      (await askForReport(submitDeps(deps), form(), { ...visitor(deps, 'one'), isOperator: true })).ok,
    ).toBe(true);
  });

  test('keep an API from being asked without end, whoever asks', async () => {
    for (let index = 0; index < 10; index += 1)
      expect((await askForReport(submitDeps(deps), form(), visitor(deps, `n${index}`))).ok).toBe(true);
    const refused = await askForReport(submitDeps(deps), form(), visitor(deps, 'fresh'));
    expect(refused).toMatchObject({ why: 'limit', limit: { by: 'host' } });
    const reply = await site.site.request(`${ORIGIN}/standard/test`, {
      method: 'POST',
      headers: { origin: ORIGIN },
      body: new URLSearchParams(form()),
    });
    expect(reply.status).toBe(429);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(3000);
  });

  test('hold for many at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 25 }, () => askForReport(submitDeps(deps), form(), somebody())),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(10);
  });
});

describe('a submission', () => {
  test('goes from the form to the list: look, agreement, the operator’s word, the first check', async () => {
    const { token, submissionId } = await pending();
    expect((await site.visitor.get(`/submit/${token}`)).text).toContain('Waits for review');
    const approved = await approve(submitDeps(deps), submissionId);
    expect(approved).toEqual({ ok: true, slug: 'a-shop' });
    const { rows } = await sql<{ listing: string; sealed: Buffer }>`
      select listing, key_sealed as sealed from panels`.execute(database.db);
    expect(rows[0]?.listing).toBe('checking');
    expect(deps.vault.unseal(rows[0]?.sealed ?? Buffer.of(), shop.url)).toBe(shop.key);
    expect((await findSubmission(deps.db, token))?.listing).toBe('listed');
    await sql`update panels set listing = 'listed'`.execute(database.db);
    expect((await site.visitor.get(`/submit/${token}`)).text).toContain('/panels/a-shop');
  });

  test('that has expired is no longer in the queue, and nobody decides about it', async () => {
    const { submissionId } = await pending();
    expect(await waitingSubmissions(deps.db)).toHaveLength(1);
    await sql`update submissions set expires_at = now()`.execute(database.db);
    expect(await waitingSubmissions(deps.db)).toEqual([]);
    expect(await nextWaiting(deps.db, submissionId)).toBeUndefined();
    expect(await approve(submitDeps(deps), submissionId)).toEqual({ ok: false, why: 'decided' });
    expect(await reject(deps, submissionId, 'too late')).toBe(false);
    expect(await knownByAddress(deps.db, shop.url)).toBeUndefined();
  });

  test('that was approved is still asked as a visitor’s: a name that moves inside later opens nothing', async () => {
    const { submissionId } = await pending();
    await approve(submitDeps(deps), submissionId);
    // The operator allows this address for panels of his own, and for visitors no longer.
    const config = { ...database.config, visitorAllowAddresses: [] };
    const later = await openDeps(config, { mayJoin: true, onDeath() {} });
    try {
      expect((await checkOnce(later, 'a-shop'))?.sentence).toContain('target/forbidden_address');
      const edit = { ...form(), interval: '15m', apiUrl: `${shop.url}?own=1` };
      const edited = await editPanel({ ...later, limits: config }, 'a-shop', edit);
      expect(edited).toMatchObject({ ok: true });
      expect((await checkOnce(later, 'a-shop'))?.ok).toBe(true);
    } finally {
      await later.close();
    }
  });

  test('shows twenty services as they were read before anybody agrees', async () => {
    const token = await submitted();
    const { text } = await site.visitor.get(`/submit/${token}`);
    expect(text).toContain('20 services as they were read');
    expect(text).toContain('name="agree"');
  });

  test('that could not be read cannot be agreed to, and is looked at again once it is mended', async () => {
    const token = await submitted({ key: 'wrong-key' });
    expect((await site.visitor.get(`/submit/${token}`)).text).not.toContain('name="agree"');
    expect(await agree(deps, token)).toBe('not_seen');
    const again = await lookAgain(submitDeps(deps), token, form(), somebody());
    expect(again.ok).toBe(true);
    // Not before it has ended.
    expect(await agree(deps, token)).toBe('not_seen');
    await workLooks(deps);
    expect(await agree(deps, token)).toBe('agreed');
  });

  test('keeps its key when it is looked at again, but never takes it along to another host', async () => {
    const token = await submitted();
    const other = await openShop('Another', CATALOG);
    expect(
      await lookAgain(submitDeps(deps), token, form({ key: '', apiUrl: other.url }), somebody()),
    ).toMatchObject({
      why: 'mistakes',
      mistakes: { key: 'key_missing' },
    });
    expect(other.requests).toEqual({});
    await other.close();
    expect((await lookAgain(submitDeps(deps), token, form({ key: '' }), somebody())).ok).toBe(true);
    await workLooks(deps);
    expect((await findSubmission(deps.db, token))?.look.report?.outcome.stage).toBe('ok');
  });

  test('looked at again forgets the look before, its key and what it read; withdrawn, nothing of either is left', async () => {
    const token = await submitted();
    expect((await lookAgain(submitDeps(deps), token, form(), somebody())).ok).toBe(true);
    // While that one waits, another.
    expect((await lookAgain(submitDeps(deps), token, form(), somebody())).ok).toBe(true);
    const { rows } = await sql<{ keys: number; reports: number }>`
      select count(key_sealed) as keys, count(report) as reports from looks`.execute(database.db);
    expect(rows).toEqual([{ keys: 1, reports: 0 }]);
    expect(await workLooks(deps)).toBe(1);
    await withdraw(deps, token);
    const left = await sql`
      select from looks where key_sealed is not null or report is not null or sample is not null or known is not null
        or stages <> '[]'`.execute(database.db);
    expect(left.rows).toEqual([]);
  });

  // An embedded database has one transaction at a time.
  test.runIf(process.env['TEST_ENGINE'] === 'postgres')(
    'agreed to and looked at again at the same moment, neither stands in the way of the other',
    async () => {
      const token = await submitted();
      const waiting = async (): Promise<number> => {
        const { rows } = await sql<{ n: number }>`
        select count(*) as n from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`.execute(
          database.db,
        );
        return rows[0]?.n ?? 0;
      };
      const both = await database.db.transaction().execute(async (tx) => {
        await lockLooks(tx);
        const agreed = agree(deps, token);
        await expect.poll(waiting).toBe(1);
        const again = lookAgain(submitDeps(deps), token, form(), somebody());
        await expect.poll(waiting).toBe(2);
        return [agreed, again] as const;
      });
      expect(await both[0]).toBe('agreed');
      expect(await both[1]).toEqual({ ok: false, why: 'gone' });
    },
  );

  test('is not sent without the box ticked', async () => {
    const token = await submitted();
    const reply = await site.visitor.post(`/submit/${token}/agree`);
    expect(reply.status).toBe(422);
    expect((await findSubmission(deps.db, token))?.listing).toBe('draft');
  });

  test('withdrawn is gone with its key, while it runs as well; decided it stays', async () => {
    const token = tokenFrom(await beginSubmission(submitDeps(deps), form(), somebody()));
    const [leased] = await leaseLooks(deps.db, 1);
    expect(await withdraw(deps, token)).toBe(true);
    const { rows } = await sql`select from looks where key_sealed is not null`.execute(database.db);
    expect(rows).toEqual([]);
    if (leased !== undefined) await runLook(deps, leased, new AbortController().signal);
    expect(await findSubmission(deps.db, token)).toBeUndefined();
    expect((await site.visitor.post(`/submit/${token}/withdraw`)).status).toBe(404);
    const decided = await pending();
    await reject(deps, decided.submissionId, 'No.');
    expect(await withdraw(deps, decided.token)).toBe(false);
  });

  test('rejected tells the submitter why, in the operator’s words, as text; its key is gone', async () => {
    const { token, submissionId } = await pending();
    expect(await reject(deps, submissionId, 'Not <b>yours</b>.')).toBe(true);
    const { text } = await site.visitor.get(`/submit/${token}`);
    expect(text).toContain('Not &lt;b&gt;yours&lt;/b&gt;.');
    const { rows } = await sql`select from submissions where key_sealed is not null`.execute(database.db);
    expect(rows).toEqual([]);
  });

  test('is decided once, however many decide at once', async () => {
    const { submissionId } = await pending();
    const decisions = await Promise.all([
      approve(submitDeps(deps), submissionId),
      approve(submitDeps(deps), submissionId),
      reject(deps, submissionId, 'No.').then((ok) => ({ ok })),
    ]);
    expect(decisions.filter(({ ok }) => ok)).toHaveLength(1);
    const { rows } = await sql`select from panels`.execute(database.db);
    expect(rows.length).toBeLessThanOrEqual(1);
  });

  test('never shows its key: on no page, in no event, and to nobody who knows only its number', async () => {
    const { token, submissionId } = await pending();
    const operator = await site.operator();
    const pages = [
      await site.visitor.get(`/submit/${token}`),
      await site.visitor.get(`/submit/${token}/follow`),
      await operator.get('/operator/submissions'),
      await operator.get(`/operator/submissions/${submissionId}`),
    ];
    for (const { text, status } of pages) {
      expect(status).toBe(200);
      expect(text).not.toContain(shop.key);
    }
    expect(pages[2]?.text).not.toContain(token);
    expect(pages[3]?.text).not.toContain(token);
    expect((await site.visitor.get(`/submit/${submissionId}`)).status).toBe(404);
    expect(await everything()).not.toContain(token);
  });

  test('private pages are kept by no cache, found by no search engine, and tell nobody their address', async () => {
    const token = await submitted();
    const reply = await site.site.request(`${ORIGIN}/submit/${token}`);
    expect(reply.headers.get('cache-control')).toContain('no-store');
    // Nothing to other sites; `no-referrer` would take the origin from our own forms.
    expect(reply.headers.get('referrer-policy')).toBe('same-origin');
    expect(await reply.text()).toContain('<meta name="robots" content="noindex"');
    const report = tokenFrom(await askForReport(submitDeps(deps), form(), somebody()));
    await workLooks(deps);
    const json = await site.site.request(`${ORIGIN}/standard/test/${report}?format=json`);
    expect(json.headers.get('content-type')).toContain('application/json');
    expect(json.headers.get('cache-control')).toContain('no-store');
    expect(json.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  });
});

describe('a known API is recognised', () => {
  const SPELLINGS = [
    'https://panel.example/api/v2',
    'http://panel.example/api/v2',
    'https://www.panel.example/api/v2/',
    'https://PANEL.example:443/api/v2',
    'http://panel.example:80//api///v2/',
    'https://panel.example/API/v2/index.php',
    'https://panel.example/x/../api/v2?',
  ];

  test.each(SPELLINGS)('as %s', async (spelling) => {
    const { db, vault, config } = deps;
    const watched = { name: 'Panel', apiUrl: 'https://panel.example/api/v2', key: 'k' };
    expect((await addPanel({ db, vault, limits: config }, watched)).ok).toBe(true);
    const other = { ...watched, name: 'Again', apiUrl: spelling };
    expect((await addPanel({ db, vault, limits: config }, other)).ok).toBe(false);
    expect(await beginSubmission(submitDeps(deps), other, somebody())).toMatchObject({
      why: 'known',
      // Not listed yet: who asks is not told its name.
      known: { kind: 'unlisted' },
    });
    await sql`update panels set listing = 'listed'`.execute(db);
    expect(await knownByAddress(db, new URL(spelling).href)).toEqual({
      kind: 'listed',
      slug: 'panel',
      name: 'Panel',
    });
  });

  test.each([
    'https://panel.example/api/v3',
    'https://api.panel.example/api/v2',
    'https://panel.example.org/api/v2',
    'https://panel.example:8443/api/v2',
  ])('and %s is another', async (other) => {
    const { db, vault, config } = deps;
    await addPanel(
      { db, vault, limits: config },
      { name: 'Panel', apiUrl: 'https://panel.example/api/v2', key: 'k' },
    );
    expect(await knownByAddress(db, other)).toBeUndefined();
  });

  test('while it waits for review: the second of two is told, and only one waits', async () => {
    const both = [await submitted(), await submitted()];
    const agreed = await Promise.all(both.map((token) => agree(deps, token)));
    expect(agreed.toSorted()).toEqual(['agreed', 'known']);
    expect(await beginSubmission(submitDeps(deps), form(), somebody())).toMatchObject({
      known: { kind: 'pending' },
    });
  });

  test('by what it sells, under another address: ids and names of a listed panel', async () => {
    const first = await pending();
    await approve(submitDeps(deps), first.submissionId);
    await sql`update panels set listing = 'listed'`.execute(database.db);
    const { checkOnce } = await import('../checks/check-once.ts');
    await checkOnce(deps, 'a-shop');
    const mirror = await openShop('Mirror', CATALOG);
    const token = await submitted({ apiUrl: mirror.url, key: mirror.key, name: 'Mirror' });
    expect((await findSubmission(deps.db, token))?.look.known).toEqual({
      slug: 'a-shop',
      name: 'A shop',
      by: 'catalog',
      share: 1,
    });
    await mirror.close();
  });
});

describe('followed as it happens', () => {
  test('every event is the whole list with its version; whoever comes back gets what has changed since', async () => {
    await seedLooks(database);
    const { text } = await site.visitor.get('/standard/test/report-of-a-good-panel/follow');
    const version = /id: (\d+)/.exec(text)?.[1] ?? '';
    expect(text).toMatch(/event: stages data: <ol\s+class="stages"/);
    expect(text).toContain('event: end');
    const later = await site.site.request(`${ORIGIN}/standard/test/report-of-a-good-panel/follow`, {
      headers: { 'last-event-id': version },
    });
    const rest = await later.text();
    expect(rest).not.toContain('event: stages');
    expect(rest).toContain('event: end');
    expect(later.headers.get('content-type')).toContain('text/event-stream');
    expect((await site.visitor.get('/standard/test/nobody/follow')).status).toBe(404);
  });
});

test('those who follow are bounded, and who leaves makes room', async () => {
  const token = tokenFrom(await askForReport(submitDeps(deps), form(), somebody()));
  const listening = await listen(siteOf(database, 0, null).site, '127.0.0.1', 0);
  // Kept: a reply that nobody holds is let go of, and with it the place.
  const replies: Response[] = [];
  const follow = async (leaving: AbortController): Promise<number> => {
    const reply = await fetch(`${listening.url}/standard/test/${token}/follow`, { signal: leaving.signal });
    replies.push(reply);
    return reply.status;
  };
  const leaving = new AbortController();
  const all = await Promise.all(Array.from({ length: FOLLOWERS_MAX }, () => follow(leaving)));
  expect(new Set(all)).toEqual(new Set([200]));
  expect(await follow(new AbortController())).toBe(503);
  leaving.abort();
  const late = new AbortController();
  await expect.poll(async () => await follow(late), { timeout: 60_000 }).toBe(200);
  late.abort();
  await listening.stop(100);
});

test('who asks for the head alone follows nothing, and takes nobody’s place', async () => {
  const token = await submitted();
  const address = `${ORIGIN}/submit/${token}/follow`;
  for (let asked = 0; asked < FOLLOWERS_MAX; asked += 1) {
    const { status, headers } = await site.site.request(address, { method: 'HEAD' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  }
  const followed = await site.site.request(address);
  expect(followed.status).toBe(200);
  expect(await followed.text()).toContain('event: end');
});

test('who follows without ever reading keeps the place for minutes only', async () => {
  const address = `${ORIGIN}/submit/${await submitted()}/follow`;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    let asked = 0;
    while (asked <= FOLLOWERS_MAX && (await site.site.request(address)).status === 200) asked += 1;
    expect(asked).toBeLessThanOrEqual(FOLLOWERS_MAX);
    await vi.advanceTimersByTimeAsync(5 * 60_000);
  } finally {
    vi.useRealTimers();
  }
  expect(await (await site.site.request(address)).text()).toContain('event: end');
});

describe('what is too old', () => {
  test('is forgotten with its key: drafts, reports, decisions; what is still wanted stays', async () => {
    await submitted();
    const kept = await pending();
    expect(await forgetLooks(database.db)).toEqual({ submissions: 0, looks: 0 });
    await sql`update submissions set expires_at = now() where listing = 'draft'`.execute(database.db);
    await sql`update looks set expires_at = now(), created_at = now() - interval '2 days' where look_id not in (
      select look_id from submissions where listing <> 'draft')`.execute(database.db);
    expect(await forgetLooks(database.db)).toEqual({ submissions: 1, looks: 1 });
    expect((await findSubmission(deps.db, kept.token))?.listing).toBe('pending_review');
  });
});
