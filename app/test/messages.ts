/** Every message of the site: what all files `*.words.ts` export. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LANGUAGES } from '../src/i18n/languages.ts';
import type { Message } from '../src/i18n/reader.ts';

const SOURCE = join(import.meta.dirname, '..', 'src');

export interface NamedMessage {
  /** `ui/layout.words.ts layoutWords.title` */
  name: string;
  message: Message;
}

export async function allMessages(): Promise<NamedMessage[]> {
  const files = globSync('**/*.words.ts', { cwd: SOURCE }).sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const words: unknown = await import(pathToFileURL(join(SOURCE, file)).href);
      return messagesIn(words, file);
    }),
  );
  return found.flat();
}

function messagesIn(words: unknown, name: string): NamedMessage[] {
  if (typeof words !== 'object' || words === null) return [];
  if (isMessage(words)) return [{ name, message: words }];
  return Object.entries(words).flatMap(([key, value]) =>
    messagesIn(value, `${name}${name.endsWith('.ts') ? ' ' : '.'}${key}`),
  );
}

/** One with a language missing counts too: it is to be found. */
function isMessage(value: object): value is Message {
  return LANGUAGES.some((language) => language !== 'id' && typeof Reflect.get(value, language) === 'string');
}
