/** What an address asks for, read without trust: anything unexpected counts as absent. */

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
