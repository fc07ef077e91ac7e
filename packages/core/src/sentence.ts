/**
 * Sentences with something to fill in. They are written in the part of ICU MessageFormat that they need, so that whoever says them in
 * another language can put a translation in the place of the pattern and fill in the same values: `{name}`, `{name, number}`,
 * `{name, plural, one {…} other {…}}` with `#` for the number, and `{name, select, true {…} other {…}}`.
 */

/** What a sentence names: numbers, names of fields, pieces of code. A value that chooses between sentences is a boolean. */
export type SentenceValues = Readonly<Record<string, string | number | boolean>>;

/** The pattern with its values filled in, in English. A name without a value stays as it is written. */
export function sentence(pattern: string, values: SentenceValues = {}): string {
  return pattern.includes('{') ? filled(pattern, values) : pattern;
}

/** The names that a pattern fills in. */
export function namesIn(pattern: string): string[] {
  return [...new Set([...pattern.matchAll(/\{(\w+)[,}]/gu)].map(([, name = '']) => name))];
}

function filled(pattern: string, values: SentenceValues): string {
  let said = '';
  let at = 0;
  for (let open = pattern.indexOf('{'); open !== -1; open = pattern.indexOf('{', at)) {
    const end = closing(pattern, open);
    said += pattern.slice(at, open) + argument(pattern.slice(open + 1, end), values);
    at = end + 1;
  }
  return said + pattern.slice(at);
}

function argument(text: string, values: SentenceValues): string {
  const [, name = '', kind = '', choices = ''] =
    /^\s*(\w+)\s*(?:,\s*(\w+)\s*(?:,(.*))?)?$/su.exec(text) ?? [];
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) return `{${text}}`;
  if (kind === 'number') return NUMBERS.format(Number(value));
  if (kind === 'plural') {
    const number = NUMBERS.format(Number(value));
    return filled(choiceOf(choices, PLURALS.select(Number(value))), values).replaceAll('#', number);
  }
  return kind === 'select' ? filled(choiceOf(choices, String(value)), values) : String(value);
}

const NUMBERS = new Intl.NumberFormat('en');
const PLURALS = new Intl.PluralRules('en');

/** `one {…} other {…}`: what stands behind the key, or behind `other`. */
function choiceOf(choices: string, key: string): string {
  const known = new Map<string, string>();
  for (let at = 0, open = choices.indexOf('{'); open !== -1; open = choices.indexOf('{', at)) {
    const end = closing(choices, open);
    known.set(choices.slice(at, open).trim(), choices.slice(open + 1, end));
    at = end + 1;
  }
  return known.get(key) ?? known.get('other') ?? '';
}

/** Where the bracket that opens there is closed. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return text.length;
}
