import { describe, expect, it } from 'vitest';
import { namesIn, sentence } from './sentence.ts';

describe('a sentence', () => {
  it.each([
    ['Nothing to fill in.', {}, 'Nothing to fill in.'],
    ['A value of {field}, and {field} again.', { field: 'rate' }, 'A value of rate, and rate again.'],
    ['Status {status}.', { status: 1404 }, 'Status 1404.'],
    ['More than {rows, number} rows.', { rows: 250_000 }, 'More than 250,000 rows.'],
    ['Wait {n, plural, one {# second} other {# seconds}}.', { n: 1 }, 'Wait 1 second.'],
    ['Wait {n, plural, one {# second} other {# seconds}}.', { n: 1200 }, 'Wait 1,200 seconds.'],
    ['{all, select, true {All of {what}.} other {Some of {what}.}}', { all: true, what: 'it' }, 'All of it.'],
    [
      '{all, select, true {All of {what}.} other {Some of {what}.}}',
      { all: false, what: 'it' },
      'Some of it.',
    ],
  ])('%s', (pattern, values, said) => {
    expect(sentence(pattern, values)).toBe(said);
  });

  it('takes a value as it is, brackets and all', () => {
    expect(sentence('Answer {sample}.', { sample: '{"balance": "{field}#"}' })).toBe(
      'Answer {"balance": "{field}#"}.',
    );
  });

  it('keeps a name that has no value, so that what is missing is seen', () => {
    expect(sentence('A value of {field}.', {})).toBe('A value of {field}.');
  });

  it('knows what it names', () => {
    expect(namesIn('{all, select, true {All of {what}.} other {Some {n, number} {what}.}}')).toEqual([
      'all',
      'what',
      'n',
    ]);
  });
});
