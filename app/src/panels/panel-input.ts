/** What an operator types for a panel, checked; used by the form and by the command alike. */
import { isFailure, WORD_DIALECTS } from 'smmwatch';
import { formatDuration, parseDuration } from '../duration.ts';
import { readAllowList } from '../net/allow-list.ts';
import { readTarget, WEB_PORTS } from '../net/target.ts';

export interface PanelInput {
  name: string;
  websiteUrl: string | null;
  apiUrl: string;
  /** Undefined keeps the stored one. */
  key: string | undefined;
  intervalSeconds: number;
  /** ISO 4217, set by the operator; null leaves it to what `balance` declares. */
  currency: string | null;
  /** Name of a table of other words than the standard's; null is the standard. */
  dialect: string | null;
}

export type PanelField = 'name' | 'websiteUrl' | 'apiUrl' | 'key' | 'interval' | 'currency' | 'dialect';
export type PanelErrors = Partial<Record<PanelField, string>>;

/** What is wrong with a field, by a word that can be put into any language. */
export type MistakeCode =
  | 'name_missing'
  | 'name_long'
  | 'address_scheme'
  | 'address_userinfo'
  | 'address_long'
  | 'api_missing'
  | 'api_private'
  | 'api_refused'
  | 'api_holds_key'
  | 'key_shape'
  | 'interval'
  | 'currency'
  | 'dialect';

class Mistake extends Error {
  readonly code: MistakeCode;

  constructor(code: MistakeCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type PanelRead =
  | { ok: true; input: PanelInput }
  | { ok: false; errors: PanelErrors; mistakes: Partial<Record<PanelField, MistakeCode>> };

export interface PanelLimits {
  /** Private hosts and networks that the operator allows. */
  allowAddresses: readonly string[];
  checkIntervalSeconds: number;
  checkIntervalLeastSeconds: number;
}

const DAY = 86_400;

/** Every mistake at once. `form` holds the fields as text; an absent field is an empty one. */
export function readPanelInput(form: Record<string, string>, limits: PanelLimits): PanelRead {
  const errors: PanelErrors = {};
  const mistakes: Partial<Record<PanelField, MistakeCode>> = {};
  const text = (field: PanelField) => (form[field] ?? '').trim();
  const check = <Value>(field: PanelField, read: (text: string) => Value): Value | undefined => {
    try {
      return read(text(field));
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      errors[field] = error.message;
      mistakes[field] = error.code;
      return undefined;
    }
  };
  const name = check('name', readName);
  const websiteUrl = check('websiteUrl', (typed) => (typed === '' ? null : readAddress(typed)));
  const apiUrl = check('apiUrl', (typed) => readApiUrl(typed, limits));
  const key = check('key', readKey);
  const intervalSeconds = check('interval', (typed) => readInterval(typed, limits));
  const currency = check('currency', readCurrency);
  const dialect = check('dialect', readDialect);
  if (
    name === undefined ||
    websiteUrl === undefined ||
    apiUrl === undefined ||
    intervalSeconds === undefined
  ) {
    return { ok: false, errors, mistakes };
  }
  if (currency === undefined || dialect === undefined || errors.key !== undefined)
    return { ok: false, errors, mistakes };
  return { ok: true, input: { name, websiteUrl, apiUrl, key, intervalSeconds, currency, dialect } };
}

function readName(typed: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const name = typed.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
  if (name === '') throw new Mistake('name_missing', 'Give the panel a name.');
  if (name.length > 80) throw new Mistake('name_long', 'A name has at most 80 characters.');
  return name;
}

function readAddress(typed: string): string {
  const url = URL.parse(typed);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new Mistake('address_scheme', 'Give an address that starts with https:// or http://.');
  }
  if (url.username !== '' || url.password !== '')
    throw new Mistake('address_userinfo', 'The address may not hold a user name or password.');
  if (typed.length > 500) throw new Mistake('address_long', 'An address has at most 500 characters.');
  return url.href;
}

/** What panels and people call a key in an address. */
const NAMES_OF_KEYS = /^(?:api|access|auth)?[-_]?(?:key|tokens?|secret)$|^pass(?:word|wd)?$/i;

function readApiUrl(typed: string, { allowAddresses }: PanelLimits): string {
  if (typed === '')
    throw new Mistake('api_missing', "Give the address of the panel's API, often https://…/api/v2.");
  const url = new URL(readAddress(typed));
  url.hash = '';
  // As typed: a public address in disguise is only visible before it is normalised.
  const target = readTarget(typed, { allow: readAllowList(allowAddresses).allow, ports: WEB_PORTS });
  if (isFailure(target)) {
    throw new Mistake(
      target.code === 'forbidden_address' ? 'api_private' : 'api_refused',
      // The operator reads this, who alone can mean such an address.
      target.code === 'forbidden_address'
        ? 'This is a private or reserved network address, which is asked only where ALLOW_ADDRESSES names it.'
        : target.message,
    );
  }
  if ([...url.searchParams.keys()].some((name) => NAMES_OF_KEYS.test(name)))
    throw new Mistake('api_holds_key', 'Leave the key out of the address: it has a field of its own.');
  return url.href;
}

function readKey(typed: string): string | undefined {
  if (typed === '') return undefined;
  if (typed.length > 500 || !/^[\x21-\x7e]+$/.test(typed)) {
    throw new Mistake('key_shape', 'A key is at most 500 printable characters without spaces.');
  }
  return typed;
}

function readInterval(typed: string, limits: PanelLimits): number {
  if (typed === '') return Math.max(limits.checkIntervalSeconds, limits.checkIntervalLeastSeconds);
  const seconds = parseDuration(typed);
  if (seconds === undefined) throw new Mistake('interval', 'Give an interval such as 15m, 2h or 90s.');
  if (seconds < limits.checkIntervalLeastSeconds || seconds > DAY) {
    throw new Mistake(
      'interval',
      `An interval is from ${formatDuration(limits.checkIntervalLeastSeconds)} to 1d.`,
    );
  }
  return seconds;
}

function readCurrency(typed: string): string | null {
  if (typed === '') return null;
  const code = typed.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code))
    throw new Mistake('currency', 'Give a currency as three letters, such as USD.');
  return code;
}

function readDialect(typed: string): string | null {
  if (typed === '' || typed === 'standard') return null;
  if (Object.hasOwn(WORD_DIALECTS, typed)) return typed;
  throw new Mistake('dialect', `Known dialects are standard, ${Object.keys(WORD_DIALECTS).join(', ')}.`);
}
