import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODES, STAGES } from '../outcome.ts';
import { failure } from '../explanations.ts';
import { FINDING_SENTENCES } from '../finding-sentences.ts';
import { isFailure } from '../post.ts';
import { readJson } from '../read-json.ts';
import { normalize } from '../normalize.ts';
import { readBalance } from '../balance.ts';
import { remedyOf } from './failure-remedies.ts';
import { remedyOfFinding } from './finding-remedies.ts';
import { gradeOf } from './grade.ts';
import { PARAGRAPHS } from './paragraphs.ts';

const standard = readFileSync(resolve(import.meta.dirname, '../../../../docs/standard.md'), 'utf8');

describe('remedies', () => {
  it.each(Object.keys(FINDING_SENTENCES))('name the paragraph and the fix for the finding %s', (code) => {
    const remedy = remedyOfFinding({ code, severity: 'info', message: '' });
    expect(PARAGRAPHS.map(({ id }) => id)).toContain(remedy?.paragraph.id);
    expect(remedy?.fix).toMatch(/\w/);
  });

  it.each(STAGES.flatMap((stage) => CODES[stage].map((code): [typeof stage, string] => [stage, code])))(
    'name the paragraph and the fix for the outcome %s: %s',
    (stage, code) => {
      const known = CODES[stage].find((each) => each === code);
      const { paragraph, fix } = remedyOf(failure(stage, known ?? 'failed'));
      expect(PARAGRAPHS.map(({ id }) => id)).toContain(paragraph.id);
      expect(fix).toMatch(/\.$|\}\.?\]?\.$/);
    },
  );
});

describe('the grade', () => {
  const error = { code: 'x', severity: 'error', message: '' } as const;
  it.each([
    ['F', failure('dns', 'not_found'), []],
    ['D', { stage: 'ok', code: 'ok' } as const, [error]],
    ['D', { stage: 'ok', code: 'ok' } as const, [{ ...error, count: 11 }]],
    ['C', { stage: 'ok', code: 'ok' } as const, [{ ...error, count: 10 }]],
    ['B', { stage: 'ok', code: 'ok' } as const, [{ ...error, severity: 'warning' as const }]],
    ['A', { stage: 'ok', code: 'ok' } as const, [{ ...error, severity: 'info' as const }]],
  ])('is %s', (grade, outcome, findings) => {
    expect(gradeOf(outcome, findings, 100).grade).toBe(grade);
  });
});

describe('docs/standard.md', () => {
  it('has a heading for every paragraph that reports name, and no other', () => {
    const headings = [...standard.matchAll(/^### (\d+\.\d+) (.+)$/gm)].map(([, id, title]) => ({
      id,
      title,
    }));
    expect(headings).toEqual(PARAGRAPHS);
  });

  const examples = [...standard.matchAll(/```json (\w+)\n(.*?)```/gs)].map(([, kind = '', text = '']) => {
    const read = readJson(new TextEncoder().encode(text));
    if (isFailure(read)) throw new Error(read.message);
    return { kind, text, read };
  });
  const ofKind = (wanted: string): typeof examples => examples.filter(({ kind }) => kind === wanted);

  it.each(examples)('has an example of $kind that is JSON without a remark: $text', ({ read }) => {
    expect(read.findings).toEqual([]);
  });

  it.each(ofKind('balance'))('has an example of a balance: $text', ({ read }) => {
    expect(readBalance(read.value).present).toBe(true);
  });

  it.each(ofKind('services'))('has an example of services with everything required: $text', ({ read }) => {
    const catalog = normalize(read.value);
    if (isFailure(catalog)) throw new Error(catalog.message);
    expect(catalog.services).toHaveLength(1);
    const { name, category, rate, min, max } = catalog.services[0] ?? {};
    expect([name, category, rate, min, max]).not.toContain(null);
    expect(catalog.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each(ofKind('error'))('has an example of an error, which is no catalog: $text', ({ read }) => {
    expect(isFailure(normalize(read.value))).toBe(true);
  });

  it('has examples of all kinds', () => {
    expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(['error', 'balance', 'services']));
  });
});
