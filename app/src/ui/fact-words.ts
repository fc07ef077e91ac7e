/** What was understood of a service, in words: what the slugs of facts are called. A slug that this version does not know is shown as it is. */
import { LIFETIME_DAYS } from 'smmwatch';
import type { Message, Reader } from '../i18n/reader.ts';
import {
  factWords,
  genderWords,
  kindWords,
  modifierWords,
  platformWords,
  qualityWords,
  regionWords,
} from './facts.words.ts';

export function platformName(reader: Reader, slug: string): string {
  return named(reader, platformWords, slug);
}

export function kindName(reader: Reader, slug: string): string {
  return named(reader, kindWords, slug);
}

export function modifierName(reader: Reader, slug: string): string {
  return named(reader, modifierWords, slug);
}

export function qualityName(reader: Reader, slug: string): string {
  return named(reader, qualityWords, slug);
}

export function genderName(reader: Reader, slug: string): string {
  return named(reader, genderWords, slug);
}

/** A country by its two letters in any case, or a group of countries. */
export function countryName(reader: Reader, code: string): string {
  if (Object.hasOwn(regionWords, code)) return named(reader, regionWords, code);
  return /^[a-z]{2}$/i.test(code) ? reader.formats.country(code.toUpperCase()) : code;
}

/** `refill 30 days`, `no refill`, `lifetime refill`: what the name promises. */
export function refillWords(reader: Reader, days: number): string {
  if (days === 0) return reader.say(factWords.noRefill);
  return days >= LIFETIME_DAYS
    ? reader.say(factWords.lifetimeRefill)
    : reader.say(factWords.refillDays, { n: days });
}

/** `10K a day` */
export function speedWords(reader: Reader, perDay: number): string {
  return reader.say(factWords.perDay, { n: reader.formats.compact(perDay) });
}

/** `starts at once`, `starts within 6 hr` */
export function startWords(reader: Reader, hours: number): string {
  return hours === 0
    ? reader.say(factWords.startsAtOnce)
    : reader.say(factWords.startsWithin, { time: reader.formats.span(hours * 3600) });
}

/** `no drop`, `drop up to 10%` */
export function dropWords(reader: Reader, percent: number): string {
  return percent === 0
    ? reader.say(factWords.noDrop)
    : reader.say(factWords.dropUpTo, { share: reader.formats.share(percent / 100) });
}

function named(reader: Reader, words: Readonly<Record<string, Message>>, slug: string): string {
  const message = Object.hasOwn(words, slug) ? words[slug] : undefined;
  return message === undefined ? slug : reader.say(message);
}
