/** Why a check stopped, in a few words that fit a table. The long form is the check's own message. */
import { STAGES } from 'smmwatch';
import type { Message, Reader } from '../i18n/reader.ts';
import { okWord, reasonWords } from './reasons.words.ts';

/** A stored stage and code in words; the stored words themselves where this version does not know them. */
export function reasonOf(reader: Reader, stage: string, code: string): string {
  if (stage === 'ok') return reader.say(okWord);
  const known = STAGES.find((it) => it === stage);
  const codes: Record<string, Message> = known === undefined ? {} : reasonWords[known];
  const words = Object.hasOwn(codes, code) ? codes[code] : undefined;
  return words === undefined ? `${stage}: ${code}`.replaceAll('_', ' ') : reader.say(words);
}
