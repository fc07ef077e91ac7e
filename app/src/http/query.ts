/** What an address or a form asks for, read without trust: anything unexpected counts as absent. */
import type { Context } from 'hono';
import type { SiteEnv } from './env.ts';

/** Free text. PostgreSQL refuses the character NUL, and nobody types more than this. */
export function typedText(text: string | undefined): string {
  return (text ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed();
}

export function oneOf<Word extends string>(
  words: readonly Word[],
  text: string | undefined,
): Word | undefined {
  return words.find((word) => word === text);
}

/** Text fields only; a file in a form of ours is a mistake of its sender. */
export async function readForm(c: Context<SiteEnv>): Promise<Record<string, string>> {
  const fields = Object.entries(await c.req.parseBody());
  return Object.fromEntries(
    fields.flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.replaceAll('\0', '')]] : [],
    ),
  );
}
