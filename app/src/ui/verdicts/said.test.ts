/** Everything that core says of an API is said in the language of the page: every finding, every way of failing, every fix. */
import {
  catalogConformance,
  conformance,
  explain,
  failure,
  FINDING_SENTENCES,
  FIXES,
  GRADE_REASONS,
  isFindingCode,
  namesIn,
  NO_BALANCE,
  normalize,
  isFailure,
  PARAGRAPHS,
  PRECISE_REASONS,
  sentence,
  STAGES,
  stoppedBy,
  CODES,
  type ConformanceReport,
  type Failure,
  type Finding,
  type Observation,
  type PreciseReason,
  type SentenceValues,
  type GradeReason,
} from 'smmwatch';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';
import { readerOf } from '../../i18n/reader.ts';
import { stagesOf } from '../../submissions/stages.ts';
import { findingsTable, gradeOfReport } from '../conformance.ts';
import { lookStages } from '../look-stages.ts';
import { html } from '../markup.ts';
import { failureFixWords } from './failure-fixes.words.ts';
import { failureWords } from './failures.words.ts';
import { findingFixWords } from './finding-fixes.words.ts';
import { findingWords } from './findings.words.ts';
import { gradeReasonWords } from './grade-reasons.words.ts';
import { paragraphWords } from './paragraphs.words.ts';
import { preciseReasonWords } from './precise-reasons.words.ts';
import { failureSaid, failureText, findingSaid, fixSaid } from './said.ts';

/** All ways of filling a pattern in: both answers of what chooses, and a word or number for the rest. */
function fillings(pattern: string): SentenceValues[] {
  const names = namesIn(pattern);
  const isChoice = (name: string): boolean => pattern.includes(`{${name}, select`);
  const isNumber = (name: string): boolean => new RegExp(`\\{${name}, (?:number|plural)`).test(pattern);
  return [true, false].map((choice) =>
    Object.fromEntries(
      names.map((name) => [name, isChoice(name) ? choice : isNumber(name) ? 21 : `<${name}>`]),
    ),
  );
}

function findings(): Finding[] {
  return Object.entries(FINDING_SENTENCES).flatMap(([code, pattern]) =>
    fillings(pattern).map(({ field, ...values }): Finding => {
      const filled = { ...values, field: typeof field === 'string' ? field : 'rate' };
      return { code, severity: 'error', message: sentence(pattern, filled), values, field: filled.field };
    }),
  );
}

function failures(): Failure[] {
  const codes = STAGES.flatMap((stage) => CODES[stage].map((code): [typeof stage, string] => [stage, code]));
  const plain = codes.map(([stage, code]) =>
    failure(stage, CODES[stage].find((it) => it === code) ?? 'failed'),
  );
  const precise = Object.keys(PRECISE_REASONS).flatMap((code) => {
    const known = isReason(code) ? code : 'status_502';
    return fillings(PRECISE_REASONS[known]).map((values) =>
      failure('http', 'server_error', { evidence: { because: { code: known, values } } }),
    );
  });
  return [...plain, ...precise];
}

function isReason(code: string): code is PreciseReason['code'] {
  return Object.hasOwn(PRECISE_REASONS, code);
}

const EXCHANGE = {
  transport: 'body' as const,
  httpStatus: 200,
  contentType: 'application/json',
  wireBytes: 1,
  wireHash: null,
  timings: null,
  redirects: [],
};

/** A report of an API whose `balance`, or `services`, fails so. */
function reportOf(outcome: Failure, action: 'balance' | 'services'): ConformanceReport {
  const ok = { stage: 'ok', code: 'ok' } as const;
  const observed: Observation = {
    at: '2026-01-01T00:00:00.000Z',
    url: 'https://panel.example/api/v2',
    transport: 'body',
    parameters: ['key', 'action'],
    balance: {
      ...EXCHANGE,
      outcome: action === 'balance' ? outcome : ok,
      balance: { ...NO_BALANCE, present: action === 'services' },
      findings: [],
    },
    services: action === 'balance' ? null : { ...EXCHANGE, outcome, unchanged: false },
  };
  return conformance(observed);
}

/** As the page of a report shows it. */
async function told(language: Language, report: ConformanceReport): Promise<string> {
  const reader = readerOf(language, true);
  const seen = {
    isHttps: true,
    at: undefined,
    timings: { totalMs: 1 },
    isAsked: true,
    sample: 0,
    known: null,
  };
  const stages = stagesOf({ ...seen, report });
  return String(
    await html`${lookStages(reader, stages)} ${gradeOfReport(reader, report)}
    ${findingsTable(reader, report.findings)}`,
  );
}

/** The longest run of words between what is filled in: enough to know a sentence by. */
function marksOf(pattern: string): string[] {
  return pattern
    .split(/[{}#]|, (?:select|plural|number),?/u)
    .map((piece) => piece.trim())
    .filter((piece) => (piece.match(/\p{L}{2,}/gu) ?? []).length > 3);
}

const ENGLISH = [
  ...Object.values(FINDING_SENTENCES),
  ...Object.values(PRECISE_REASONS),
  ...Object.values(GRADE_REASONS),
  ...Object.values(FIXES).map(([, said]) => said),
  ...PARAGRAPHS.map(({ title }) => title),
  ...STAGES.flatMap((stage) => CODES[stage].map((code) => explain(stage, code)?.message ?? '')),
].flatMap(marksOf);

function textOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ');
}

describe.each(LANGUAGES)('in %s', (language) => {
  test('every code of core has its words', () => {
    const has = (
      words: Readonly<Record<string, Readonly<Record<string, string>>>>,
      codes: readonly string[],
    ) => codes.filter((code) => !/\S/.test(words[code]?.[language] ?? ''));
    expect(has(findingWords, Object.keys(FINDING_SENTENCES))).toEqual([]);
    expect(has({ ...failureFixWords, ...findingFixWords }, Object.keys(FIXES))).toEqual([]);
    expect(has(preciseReasonWords, Object.keys(PRECISE_REASONS))).toEqual([]);
    expect(has(gradeReasonWords, Object.keys(GRADE_REASONS))).toEqual([]);
    expect(
      has(
        paragraphWords,
        PARAGRAPHS.map(({ id }) => id),
      ),
    ).toEqual([]);
    for (const stage of STAGES) expect(has(failureWords[stage], CODES[stage])).toEqual([]);
  });

  test.runIf(language !== 'en')('no way of failing is told in English, at either action', async () => {
    const left: string[] = [];
    for (const outcome of failures()) {
      for (const action of ['balance', 'services'] as const) {
        const said = await told(language, reportOf(outcome, action));
        if (said.includes('lang="en"')) left.push(`${outcome.stage} ${outcome.code}`);
        left.push(...ENGLISH.filter((sentence_) => textOf(said).includes(sentence_)));
      }
    }
    expect([...new Set(left)]).toEqual([]);
  });

  test.runIf(language !== 'en')('no finding of a catalog is told in English', async () => {
    const catalog = normalize([{ service: 1, name: 'Likes', category: 'A', rate: '1', min: 1, max: 2 }]);
    if (isFailure(catalog)) throw new Error(catalog.message);
    for (const finding of findings()) {
      const judged = catalogConformance(
        { ...catalog, findings: [finding] },
        { url: 'http://panel.example', transport: 'body+query', dialect: 'layanan', rows: 1 },
      );
      const said = String(await findingsTable(readerOf(language, true), judged.findings));
      expect(said).not.toContain('lang="en"');
      expect(ENGLISH.filter((sentence_) => textOf(said).includes(sentence_))).toEqual([]);
    }
  });
});

test('the English of a page is that of core', async () => {
  const reader = readerOf('en', false);
  for (const finding of findings())
    expect(textOf(String(await findingSaid(reader, finding)))).toBe(finding.message);
  for (const outcome of failures()) {
    expect(
      textOf(String(await failureSaid(reader, { ...stoppedBy(outcome), message: outcome.message }))),
    ).toBe(outcome.message);
    expect(failureText(reader, { ...stoppedBy(outcome), message: outcome.message })).toBe(outcome.message);
    const [found] = reportOf(outcome, 'balance').findings;
    expect(textOf(String(await fixSaid(reader, found ?? { fix: '' })))).toBe(found?.fix);
  }
});

test('what is filled in is isolated and cannot be markup', async () => {
  const finding = { code: 'bad_number', message: '', field: '<b>سعر</b>' };
  expect(String(await findingSaid(readerOf('ar', true), finding))).toContain(
    '<code><bdi>&lt;b&gt;سعر&lt;/b&gt;</bdi></code>',
  );
});

test('what another version kept, and is not known here, is shown in the English that was kept', async () => {
  const reader = readerOf('tr', true);
  const english = (said: string): string => `<span lang="en" dir="ltr"><bdi>${said}</bdi></span>`;
  expect(String(await findingSaid(reader, { code: 'newer_code', message: 'Newer.' }))).toBe(
    english('Newer.'),
  );
  // Without the values that its sentence names.
  expect(isFindingCode('charset_guessed')).toBe(true);
  expect(String(await findingSaid(reader, { code: 'charset_guessed', message: 'Older.' }))).toBe(
    english('Older.'),
  );
  expect(String(await fixSaid(reader, { fix: 'Mend it.' }))).toBe(english('Mend it.'));
  expect(String(await failureSaid(reader, { stage: 'dns', code: 'newer', message: 'Newer.' }))).toBe(
    english('Newer.'),
  );
});

test('a grade whose reason is what the grade means says it once', async () => {
  const head = async (reasonCode: GradeReason) => {
    const reader = readerOf('en', false);
    const report = { grade: 'C', reason: '', reasonCode, outcome: { stage: 'ok', code: 'ok' } } as const;
    return String(await gradeOfReport(reader, report));
  };
  expect((await head('lost_in_few')).match(/Something is lost/g)).toHaveLength(1);
  expect(await head('misleading')).toContain('class="note"');
});
