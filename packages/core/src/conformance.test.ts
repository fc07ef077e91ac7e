import { describe, expect, it } from 'vitest';
import { SERVICES, loopbackPanel, wellBehaved } from '../test/loopback-panel.ts';
import type { Answer, Asked } from '../test/loopback-panel.ts';
import { checkPanel } from './check-panel.ts';
import { conformance } from './conformance.ts';
import type { ConformanceReport } from './conformance.ts';
import { fetchPost } from './fetch-post.ts';

const KEY = 'a-secret-key-1234';

async function graded(
  answer: (asked: Asked) => Answer,
  dialect?: string,
): Promise<{ report: ConformanceReport; asked: Asked[] }> {
  await using panel = await loopbackPanel(answer);
  const target = { url: `${panel.url}?ref=9`, key: KEY, ...(dialect === undefined ? {} : { dialect }) };
  const options = { post: fetchPost(fetch), now: () => new Date('2026-02-03T04:05:06Z') };
  return { report: conformance(await checkPanel(target, options)), asked: panel.asked };
}

/** A panel whose services are these, or this text. */
function selling(services: object[] | string): (asked: Asked) => Answer {
  const rows = typeof services === 'string' ? [] : services;
  return (asked) =>
    typeof services === 'string' && asked.form.get('action') === 'services'
      ? { body: services }
      : wellBehaved(KEY, rows)(asked);
}

const [first = {}, second = {}] = SERVICES;

describe('the grade', () => {
  it('is A for an API that follows the standard', async () => {
    const { report } = await graded(selling(SERVICES));
    expect(report).toMatchObject({ version: 1, grade: 'A', outcome: { stage: 'ok' }, findings: [] });
    expect(report.at).toBe('2026-02-03T04:05:06.000Z');
  });

  it('is B for what may mislead: a warning in front of the JSON', async () => {
    const { report } = await graded(selling(`Warning: foo()\n${JSON.stringify(SERVICES)}`));
    expect(report.grade).toBe('B');
    expect(report.findings).toMatchObject([
      {
        action: 'services',
        code: 'dirty_json_prefix',
        paragraph: { id: '2.1' },
        example: 'Warning: foo()',
      },
    ]);
    expect(report.findings[0]?.fix).toContain('display_errors');
  });

  it('quotes the services where the reply to balance has the same fault, which is not quoted', async () => {
    const dirty = (value: unknown): string => `Warning: foo()\n${JSON.stringify(value)}`;
    const { report } = await graded(({ form }) => ({
      body: dirty(form.get('action') === 'services' ? SERVICES : { balance: '1', currency: 'USD' }),
    }));
    expect(report.findings).toMatchObject([{ code: 'dirty_json_prefix', example: 'Warning: foo()' }]);
  });

  it('quotes neither the key nor an amount from around a fault of the reply', async () => {
    const rows = JSON.stringify(SERVICES);
    const warning = `${'Warning: '.padEnd(110, 'x')} ${KEY} ${'x'.repeat(80)}`;
    const { report } = await graded(({ form }) => ({
      body:
        form.get('action') === 'services'
          ? `${warning}{"balance": .4217, "services": ${rows},}`
          : '{"balance": .4217, "currency": "USD",}',
    }));
    expect(report.outcome.stage).toBe('ok');
    expect(report.findings.map(({ code }) => code)).toContain('odd_number');
    expect(JSON.stringify(report)).not.toMatch(/4217|a-secret/);
  });

  it('is C when something is lost in one row of many, and D in most', async () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ ...first, service: index + 1 }));
    const one = await graded(selling([...many, { ...first, service: 99, rate: 'ask us' }]));
    expect(one.report.grade).toBe('C');
    expect(one.report.findings).toMatchObject([
      { code: 'bad_number', severity: 'error', field: 'rate', position: 20, example: '"ask us"' },
    ]);
    expect(one.report.findings[0]?.paragraph.id).toBe('4.5');
    const most = await graded(selling(many.map((row) => ({ ...row, rate: 'ask us' }))));
    expect(most.report.grade).toBe('D');
  });

  it('is F when one of the two actions is not answered', async () => {
    const { report } = await graded((asked) =>
      asked.form.get('action') === 'services'
        ? { body: '{"error":"Incorrect request"}' }
        : wellBehaved(KEY, [])(asked),
    );
    expect(report).toMatchObject({ grade: 'F', outcome: { stage: 'schema', code: 'wrong_action' } });
    expect(report.findings[0]).toMatchObject({ action: 'services', example: 'Incorrect request' });
    expect(report.findings[0]?.fix).toContain('balance and services');
    expect(report.balance.present).toBe(true);
    expect(report.services.count).toBeNull();
  });
});

describe('the report', () => {
  it('says what was sent, without the key', async () => {
    const { report, asked } = await graded(selling(SERVICES));
    expect(report.sent.parameters).toEqual([...(asked[0]?.form.keys() ?? [])]);
    expect(report.sent.actions).toEqual(asked.map(({ form }) => form.get('action')));
    expect(report.url).not.toContain('ref=9');
  });

  it('says what came back for each action', async () => {
    const { report } = await graded(selling(SERVICES));
    expect(report.received).toMatchObject([
      { action: 'balance', outcome: { stage: 'ok' }, httpStatus: 200, contentType: 'application/json' },
      { action: 'services', bytes: JSON.stringify(SERVICES).length },
    ]);
  });

  it('says how each field was understood', async () => {
    const { report } = await graded(
      selling([{ id: 7, title: 'Likes', social: 'X', price: '1,50 €', min: 1, max: 2 }]),
    );
    expect(report.fields.map(({ meaning, field, count, sample }) => [meaning, field, count, sample])).toEqual(
      [
        ['id', 'id', 1, '7'],
        ['name', 'title', 1, 'Likes'],
        ['category', 'social', 1, 'X'],
        ['rate', 'price', 1, '1.50'],
        ['min', 'min', 1, '1'],
        ['max', 'max', 1, '2'],
      ],
    );
  });

  it('names the fields that are there where one is missing', async () => {
    const { report } = await graded(selling([{ id: 1, name: 'Likes', rate: '1', min: 1, colour: 'red' }]));
    const missing = report.findings.filter((finding) => finding.code === 'missing_field');
    expect(missing.map(({ field, paragraph }) => [field, paragraph.id])).toEqual([
      ['max', '4.6'],
      ['category', '4.4'],
    ]);
    expect(missing[0]?.example).toBe('{id, name, rate, min, colour}');
  });

  it('tells names that are not those of the standard, wrappers, and rows that are no services', async () => {
    const rows = [
      { id: 1, layanan: 'Likes', kategori: 'X', harga: '1', min: 1, max: 2 },
      { id: 2, layanan: '====', harga: '0' },
    ];
    const { report } = await graded(selling(JSON.stringify({ status: true, data: rows })));
    expect(report.grade).toBe('A');
    expect(report.findings.map(({ code, example }) => [code, example])).toEqual([
      ['wrapped', '{"data": […]}'],
      ['rows_not_services', '===='],
      ['field_name_not_standard', 'layanan: Likes'],
      ['field_name_not_standard', 'kategori: X'],
      ['field_name_not_standard', 'harga: 1'],
    ]);
  });

  it('tells an API that reads its parameters from the URL only', async () => {
    const { report } = await graded(({ url, form, ...asked }) => {
      const query = new URL(url, 'http://panel').searchParams;
      if (!query.has('key')) return { body: '{"error":"API key missing"}' };
      return wellBehaved(KEY, SERVICES)({ ...asked, url, form: query });
    });
    expect(report).toMatchObject({ transport: 'body+query', grade: 'B' });
    expect(report.findings.map(({ code }) => code)).toEqual(['parameters_in_query_only']);
  });

  it('does not pass an API that had to be asked in other words', async () => {
    const { report, asked } = await graded(({ form, ...rest }) => {
      const words = new URLSearchParams({ key: form.get('api_key') ?? '', action: form.get('action') ?? '' });
      if (words.get('action') === 'akun') return { body: '{"data":{"saldo":12.5}}' };
      if (words.get('action') === 'layanan') words.set('action', 'services');
      return wellBehaved(KEY, SERVICES)({ ...rest, form: words });
    }, 'layanan');
    expect(asked.map(({ form }) => form.get('action'))).toEqual(['akun', 'layanan']);
    expect(report).toMatchObject({ grade: 'D', outcome: { stage: 'ok' }, services: { count: 2 } });
    expect(report.findings[0]).toMatchObject({ code: 'asked_in_dialect', paragraph: { id: '1.2' } });
  });

  it('tells a header that does not say JSON, and a currency that is missing', async () => {
    const { report } = await graded(({ form }) => ({
      headers: { 'content-type': 'text/html' },
      body: form.get('action') === 'balance' ? '{"balance":1}' : JSON.stringify(SERVICES),
    }));
    expect(report.findings.map(({ code, action }) => `${code} ${action}`)).toEqual([
      'not_declared_json balance',
      'no_currency balance',
    ]);
  });

  it('puts the worst first', async () => {
    const { report } = await graded(
      selling([{ ...first, rate: 'x', min: 'y' }, second].map((row) => ({ ...row, odd: 1 }))),
    );
    expect(report.findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'info']);
  });

  it('does not ask a second time when the first request shows that asking is too much', async () => {
    const { report, asked } = await graded(() => ({
      status: 429,
      headers: { 'retry-after': '60' },
      body: '{}',
    }));
    expect(asked).toHaveLength(1);
    expect(report).toMatchObject({
      grade: 'F',
      outcome: { stage: 'rate_limit' },
      sent: { actions: ['balance'] },
    });
    expect(report.findings.map(({ code }) => code)).toContain('not_asked');
  });

  it('never holds the key or the balance, whatever the replies repeat', async () => {
    const hostile: ((asked: Asked) => Answer)[] = [
      ({ form }) => ({
        body: `Notice: balance 4711.42 for ${form.get('key')}\n{"balance":"4711.42"} 4711.42`,
      }),
      ({ form }) => ({ status: 500, body: `<p>key=${form.get('key')} balance: 4711.42 USD</p>` }),
      ({ form }) => ({ body: JSON.stringify({ error: `bad key ${form.get('key')}`, balance: '4711.42' }) }),
      (asked) =>
        asked.form.get('action') === 'balance'
          ? { body: '{"balance":"4711.42"}' }
          : {
              body: `${asked.form.get('key')} ${JSON.stringify([{ ...first, rate: asked.form.get('key') }])}`,
            },
    ];
    for (const answer of hostile) {
      const { report } = await graded(answer);
      const said = JSON.stringify(report);
      expect(said).not.toContain(KEY);
      expect(said).not.toContain('4711');
      expect(report.findings.length).toBeGreaterThan(0);
    }
  });
});
