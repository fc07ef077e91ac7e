/**
 * APIs of panels that follow another convention than the API Standard. The well-known ones are recognised by what they
 * say and explained by name; those that differ in words only can be asked through a table entry, which the operator of
 * the check names: no other action is ever sent by guessing.
 */
import type { PreciseReason } from './precise-reasons.ts';
import type { Action } from './request.ts';

/** A dialect that differs in words only: what stands for the two actions, for the key and for the field of the balance. */
export interface WordDialect {
  actions: Partial<Record<Action, string>>;
  keyNames?: readonly string[];
  balanceFields?: readonly string[];
}

/** Supported by naming them in `PanelTarget.dialect`. */
export const WORD_DIALECTS: Readonly<Record<string, WordDialect>> = {
  packages: { actions: { services: 'packages' } },
  layanan: {
    actions: { services: 'layanan', balance: 'akun' },
    keyNames: ['api_key'],
    balanceFields: ['saldo', 'sisa_saldo'],
  },
  profile: { actions: { balance: 'profile' }, keyNames: ['api_key'], balanceFields: ['balance', 'saldo'] },
};

/** The words of a dialect by its name; undefined for the standard and for unknown names. */
export function dialectWords(name: string | undefined): WordDialect | undefined {
  return name !== undefined && Object.hasOwn(WORD_DIALECTS, name) ? WORD_DIALECTS[name] : undefined;
}

/** A convention that is recognised: its name, what it looks like, and what its owner would have to change. */
export interface KnownDialect {
  name: string;
  title: string;
  /** What was recognised, and the change that makes the API follow the standard. */
  because: PreciseReason;
  /** Found in the panel's own error wording. */
  wording?: RegExp;
  /** Found at the end of the path of the API URL. */
  path?: RegExp;
  /** The mark is likely but not certain: the outcome keeps its own code, and gains the explanation. */
  probable?: boolean;
}

/** The well-known conventions, most telling first. */
export const KNOWN_DIALECTS: readonly KnownDialect[] = [
  {
    name: 'signature',
    title: 'signed requests',
    because: { code: 'dialect_signature' },
    wording: /\bsign(?:ature)?\b|\bhmac\b|\bapi[ _-]?sign\b|\btanda tangan\b|подпис/iu,
  },
  {
    name: 'api_id',
    title: 'api_id and api_key at separate URLs',
    because: { code: 'dialect_api_id', values: { services: '/services', profile: '/profile' } },
    wording: /\bapi[ _-]?id\b|\buser[ _-]?id\b.*\bapi[ _-]?key\b/iu,
  },
  {
    name: 'secret_key',
    title: 'api_key and secret_key together',
    because: { code: 'dialect_secret_key' },
    wording: /\bsecret[ _-]?key\b|\bapi[ _-]?secret\b/iu,
  },
  {
    name: 'layanan',
    title: 'Indonesian action words',
    because: { code: 'dialect_layanan', values: { services: 'layanan', balance: 'akun' } },
    wording: /\blayanan\b[^.]*\bakun\b|\bakun\b[^.]*\blayanan\b|\b(?:action|aksi)\b.*\blayanan\b/iu,
  },
  {
    name: 'layanan',
    title: 'Indonesian action words',
    // What this family answers to every word but its own, and to a key under any name but api_key.
    wording: /^permintaan (?:tidak sesuai|salah)\W*$/iu,
    because: { code: 'dialect_layanan_probable', values: { services: 'layanan', balance: 'profile' } },
    probable: true,
  },
  {
    name: 'packages',
    title: 'the action packages',
    because: { code: 'dialect_packages' },
    wording: /\b(?:action|use|try|supported|available|allowed|valid)\b.*\bpackages\b/iu,
  },
  {
    name: 'separate_urls',
    title: 'one URL per action',
    because: { code: 'dialect_separate_urls' },
    path: /\/(?:services|service|layanan|profile|profil|balance|saldo|social-?media|order|status|packages|pricelist|price-list)\/?$/iu,
  },
];

/** Recognises a convention in the wording of an error and in the API URL; null when neither tells. */
export function recogniseDialect(url: URL, wording: string): KnownDialect | null {
  for (const dialect of KNOWN_DIALECTS) {
    if (dialect.wording?.test(wording) === true || dialect.path?.test(url.pathname) === true) return dialect;
  }
  return null;
}
