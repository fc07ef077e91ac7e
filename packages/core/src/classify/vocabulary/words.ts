import { KINDS } from '../facts.ts';

/**
 * What a word can mean. Every language lists its words under these meanings; the rules in kinds.ts, refill.ts and
 * numbers read meanings and never words. How entries are written: docs/classification.md.
 */
export const MEANINGS = [
  // named as in docs/vocabulary.md
  ...KINDS,
  // what becomes a kind by the company it keeps
  'viewers',
  'listeners',
  'streams',
  'retweets',
  'upvotes',
  'repins',
  'backlinks',
  'favourites',
  'visits',
  'clicks',
  'emoji',
  'replies',
  'subscription',
  'engagement',
  'bot',
  'live',
  'story',
  'voice',
  'chat',
  'retention',
  // refill and drop
  'refill',
  'guarantee',
  'no_refill',
  'refill_short',
  'lifetime',
  'recycle_sign',
  'drop',
  'no_drop',
  'no',
  'not',
  'none_after',
  'any',
  // numbers and time
  'thousand',
  'million',
  'billion',
  'second',
  'minute',
  'minimum_or_minute',
  'hour',
  'day',
  'daily',
  'hourly',
  'week',
  'month',
  'year',
  'per',
  'speed',
  'start',
  'instant',
  'maximum',
  'minimum',
  'up_to',
  // modifiers
  'auto',
  'future',
  'package',
  'custom',
  'premium',
  'private',
  'drip',
  // qualities
  'real',
  'hq',
  'bots',
  'mixed',
  'old',
  'active',
  // gender
  'female',
  'male',
  // grammar
  'and',
  'on',
  'from',
  'post',
  'geo',
  'ignored',
] as const;

/** The meanings that can make a kind: those before the words about refill. */
export const KIND_MEANINGS = MEANINGS.slice(0, MEANINGS.indexOf('retention'));

/** One meaning. */
export type Meaning = (typeof MEANINGS)[number];

/** The words of one language: entries separated by commas; `*` ends a stem; an entry may be several words. */
export type Words = Partial<Record<Meaning, string>>;
