/** The stages of a look, told from what is known of it. */
import { expect, test } from 'vitest';
import { STAGE_NAMES, stagesOf, type Seen } from './stages.ts';
import { networkOf } from './visitor.ts';

const BEFORE: Seen = {
  isHttps: true,
  at: undefined,
  timings: { totalMs: 0 },
  report: undefined,
  isAsked: false,
  sample: undefined,
  known: undefined,
};

const told = (seen: Partial<Seen>): string =>
  stagesOf({ ...BEFORE, ...seen })
    .map(({ state }) => state[0])
    .join('');

test('every stage is told at any moment, in order', () => {
  expect(stagesOf(BEFORE).map(({ name }) => name)).toEqual(STAGE_NAMES);
});

test.each([
  [undefined, 'rwwwwwwwwww'],
  ['dns', 'prwwwwwwwww'],
  ['connect', 'pprwwwwwwww'],
  ['tls', 'ppprwwwwwww'],
  ['http', 'pppprwwwwww'],
  ['body', 'pppprwwwwww'],
] as const)('while the door is at %s, what lies before has passed and one is under way', (stage, states) => {
  const at =
    stage === undefined ? undefined : { stage, timings: { totalMs: 0, dnsMs: 3, connectMs: 4, tlsMs: 5 } };
  expect(told({ at })).toBe(states);
});

test('times are those of the stages that are over, never zero', () => {
  const at = { stage: 'http' as const, timings: { totalMs: 0, dnsMs: 0.2, connectMs: 12.4, tlsMs: 30 } };
  const ms = Object.fromEntries(stagesOf({ ...BEFORE, at }).map((stage) => [stage.name, stage.ms]));
  expect(ms).toMatchObject({ dns: 1, connect: 12, tls: 30, post: undefined });
});

test('plain HTTP is never told as encrypted', () => {
  const at = { stage: 'http' as const, timings: { totalMs: 0, connectMs: 1 } };
  expect(stagesOf({ ...BEFORE, isHttps: false, at })[3]).toEqual({
    name: 'tls',
    state: 'doubtful',
    facts: { isPlain: true },
  });
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:bbbb::2', '2001:db8:1:2::/64'],
  ['', 'unknown'],
  ['nonsense', 'unknown'],
])('a visitor from %s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
