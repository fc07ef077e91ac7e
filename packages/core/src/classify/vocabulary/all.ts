import { arabic } from './arabic.ts';
import { signs } from './emoji.ts';
import { english } from './english.ts';
import { indonesian } from './indonesian.ts';
import { portuguese } from './portuguese.ts';
import { russian } from './russian.ts';
import { spanish } from './spanish.ts';
import { turkish } from './turkish.ts';
import type { Words } from './words.ts';

/** Every language, by name. Where two languages give one word two meanings, the earlier language has it. */
export const LANGUAGES: Record<string, Words> = {
  english,
  russian,
  turkish,
  indonesian,
  portuguese,
  spanish,
  arabic,
};

export { signs };
