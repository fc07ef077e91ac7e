/** A value as the text of a jsonb parameter. PostgreSQL stores neither U+0000 nor half a surrogate pair: they are dropped or replaced. */
export function toJsonb(value: unknown): string {
  const text = JSON.stringify(value);
  // Escapes of both are the only ones that begin so; names that merely contain such letters take the slow way, too.
  if (!/\\u(?:0000|d[89a-f])/.test(text)) return text;
  return JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part === 'string') return storable(part);
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [storable(name), inner]));
  });
}

function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
