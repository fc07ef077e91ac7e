/**
 * Takes out of a text what nobody may read: the key in every form in which a panel may echo it, the balance, cookies and
 * tokens. What is shown of a reply, in evidence, findings and logs, has passed through here.
 */
import { EXCERPT_CHARS_MAX } from './limits.ts';

/** Stands for what was taken out. No letter or digit, so that it can never be part of a key. */
export const MASK = '•••';

/** What to take out besides the secrets. */
export interface RedactOptions {
  /** Also every decimal number and every amount beside a currency: for replies to `balance`, whose amount is not kept. */
  amounts?: boolean;
}

/**
 * Replaces every secret in its raw, URL-encoded, form-encoded, JSON-escaped, HTML-escaped and Base64 form, in any letter case, then
 * balance amounts, cookies and tokens, known by the names of their fields. Empty secrets are ignored.
 */
export function redact(text: string, secrets: string[], options: RedactOptions = {}): string {
  let shown = text;
  const forms = [...new Set(secrets.filter((secret) => secret !== '').flatMap(writtenForms))];
  // Longest first: a short form may be part of a longer one and would leave the rest of it readable.
  for (const form of forms.sort((a, b) => b.length - a.length)) {
    shown = shown.replace(new RegExp(escapeRegExp(form), 'giu'), MASK);
  }
  for (const [pattern, replacement] of SENSITIVE_FIELDS) shown = shown.replace(pattern, replacement);
  return options.amounts === true ? maskAmounts(shown) : shown;
}

/** The beginning of a text as evidence: redacted first and cut afterwards, so that no half of a key is left at the end. */
export function excerptOf(
  text: string,
  secrets: string[],
  options: RedactOptions = {},
  charsMax = EXCERPT_CHARS_MAX,
): string {
  const head = text.slice(0, HEAD_CHARS);
  const longest = Math.max(0, ...secrets.flatMap(writtenForms).map((form) => form.length));
  const redacted = redact(head, secrets, options);
  // A head that was cut may end inside a key: what could be its first part goes.
  const safe =
    text.length > HEAD_CHARS ? redacted.slice(0, Math.max(0, redacted.length - longest)) : redacted;
  return cut(safe.trim(), charsMax);
}

/**
 * `redact` for a piece that was cut out of a longer text: what may be the rest of a secret at either end goes as well. Four
 * characters in common are chance no more.
 */
export function redactPiece(piece: string, secrets: string[]): string {
  const whole = redact(piece, secrets);
  const end = whole.endsWith('…') ? '…' : '';
  let shown = end === '' ? whole : whole.slice(0, -1);
  for (const form of secrets.filter((secret) => secret !== '').flatMap(writtenForms)) {
    for (let length = form.length - 1; length >= PIECE_CHARS_MIN; length--) {
      if (shown.endsWith(form.slice(0, length))) shown = shown.slice(0, -length) + MASK;
      if (shown.startsWith(form.slice(-length))) shown = MASK + shown.slice(length);
    }
  }
  return shown + end;
}

const PIECE_CHARS_MIN = 4;

/** Far more than an excerpt holds, so that only a text made of little but keys reaches its end. */
const HEAD_CHARS = 8_192;

function cut(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  const shortened = text.slice(0, charsMax - 1);
  // Half of a surrogate pair cannot be stored as UTF-8.
  return `${shortened.replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function writtenForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const asciiJson = json.replace(/[^\x20-\x7E]/gu, unicodeEscapes);
  const html = secret.replace(/[&<>"']/g, (char) => HTML_ENTITIES[char] ?? char);
  const wellFormed = secret.replace(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    '\uFFFD',
  );
  const url = encodeURIComponent(wellFormed);
  const form = new URLSearchParams([['', wellFormed]]).toString().slice(1);
  return [
    secret,
    json,
    json.replaceAll('/', '\\/'),
    asciiJson,
    asciiJson.replaceAll('/', '\\/'),
    html,
    url,
    form,
    ...base64Forms(wellFormed),
  ];
}

/** Shorter ones are found in ordinary words. */
const BASE64_CHARS_MIN = 8;

/** As it stands in the Base64 of a longer text, where it begins at one of three bytes; characters shared with its neighbours are left. */
function base64Forms(wellFormed: string): string[] {
  const bytes = new TextEncoder().encode(wellFormed);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = btoa(String.fromCharCode(...new Uint8Array(offset), ...bytes));
    const own = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    if (own.length < BASE64_CHARS_MIN) return [];
    return [own, own.replaceAll('/', '\\/'), own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

const HTML_ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};

function unicodeEscapes(char: string): string {
  let escaped = '';
  for (let at = 0; at < char.length; at += 1) {
    escaped += `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}

const escapeRegExp = (text: string): string => text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&');

const BALANCE_NAMES = 'balance|balances|saldo|sisa_saldo|bakiye|funds|wallet|credits?|баланс|رصيد';
const TOKEN_NAMES =
  'key|api_?-?key|apikey|api_?-?tokens?|access_?-?token|token|secret|secret_?-?key|sign|signature|password|passwd|session|sessid|phpsessid|csrf|authorization';

/** By name in JSON, in a query or form, in a header, and in plain text. Wordings such as "invalid key" hold no `:` or `=`. */
const SENSITIVE_FIELDS: [RegExp, string][] = [
  [
    new RegExp(
      `((?:\\\\?["'])(?:\\w*_)?(?:${BALANCE_NAMES})(?:_\\w*)?\\\\?["']\\s*:\\s*)(\\\\?"[^"]*"|-?[\\d.,eE+-]+)`,
      'giu',
    ),
    `$1"${MASK}"`,
  ],
  [
    new RegExp(`(\\b(?:${BALANCE_NAMES})\\b\\s*(?:is|=|:)\\s*)[^\\s"'<>{}\\[\\]&;]*\\d[\\d.,]*`, 'giu'),
    `$1${MASK}`,
  ],
  [new RegExp(`((?:\\\\?["'])(?:${TOKEN_NAMES})\\\\?["']\\s*:\\s*)\\\\?"[^"]{8,}"`, 'giu'), `$1"${MASK}"`],
  [new RegExp(`(\\b(?:${TOKEN_NAMES})=)[^\\s"'<>&;]+`, 'giu'), `$1${MASK}`],
  [/(\b(?:set-)?cookie\s*:\s*)[^\r\n"<]+/giu, `$1${MASK}`],
  [/(\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}/giu, `$1${MASK}`],
];

const CURRENCY = String.raw`(?:[$€£¥₹₽₺₴₦₩₫฿₱₸]|\b(?:USD|EUR|GBP|INR|RUB|TRY|IDR|BRL|Rp|RM|TL)\b)`;
const AMOUNT = String.raw`-?\d[\d.,'\u00A0\u202F ]{0,40}`;

function maskAmounts(text: string): string {
  return text
    .replace(new RegExp(`(${CURRENCY}\\s*)${AMOUNT}`, 'giu'), `$1${MASK}`)
    .replace(new RegExp(`${AMOUNT}(\\s*${CURRENCY})`, 'giu'), `${MASK}$1`)
    .replace(/-?\d{1,40}(?:[.,]\d{1,40})+(?:[eE][+-]?\d+)?/g, MASK);
}
