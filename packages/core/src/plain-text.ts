/** Texts of any spelling, accent and script in one plain form, so that wordings can be compared word by word. */

/**
 * Lower case, compatibility forms and accents dissolved, digits Latin, everything but letters and digits a space,
 * `camelCase` and `snake_case` as separate words, the Arabic article and conjunctions before it dropped.
 */
export function plainText(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replaceAll('ı', 'i')
    .replaceAll('ة', 'ه')
    .replaceAll('ى', 'ي')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(^| )(?:[وفبك]?ال|لل)(?=[\u0621-\u064A]{2})/g, '$1')
    .trim();
}

/** A pattern over plain text out of ` | `-separated words: `*` continues a word, ` .. ` lets up to three words stand between. */
export function plainPattern(words: string): RegExp {
  const alternatives = words.split(' | ').map((entry) =>
    entry
      .trim()
      .split(' .. ')
      .map((part) => part.split(' ').map(wordPattern).join(' '))
      .join(' (?:[^ ]+ ){0,3}'),
  );
  return new RegExp(`(?:^| )(?:${alternatives.join('|')})(?= |$)`, 'u');
}

function wordPattern(word: string): string {
  const continues = word.endsWith('*');
  return plainText(continues ? word.slice(0, -1) : word) + (continues ? '[^ ]*' : '');
}
