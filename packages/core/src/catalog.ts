/**
 * The one clean shape that every panel's catalog is read into. Source of the rules: docs/panel-api.md.
 */
import type { SentenceValues } from './sentence.ts';

/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** One line of a catalog that can be bought. */
export interface Service {
  /** The panel's own id, opaque: `"12"`, `"SUB-12"`, a Mongo id. Derived from name, category and type when the panel gives none. */
  id: string;
  /** Entities decoded, outer spaces trimmed; otherwise as the panel wrote it. Never empty. */
  name: string;
  category: string | null;
  /** The panel's order form as written (`"Default"`, `"Package"`, `"Custom Comments"`), or null. */
  orderForm: string | null;
  /** Decimal string as quoted (`"0.90"`), per 1,000 unless the service is a package; null when the panel quotes none. */
  rate: string | null;
  /** Smallest and largest quantity of one order, in units; null means absent or no limit. */
  min: number | null;
  max: number | null;
  /** Text with HTML reduced and entities decoded; null when absent or empty. */
  description: string | null;
  /** The API's own flags. null is unknown, which is not false. */
  refill: boolean | null;
  cancel: boolean | null;
  dripfeed: boolean | null;
  /** As the panel wrote it; null when absent. */
  averageTime: string | null;
  /** The panel's own word for the platform (`network`, `soc`), or null. */
  network: string | null;
  /** Days of refill that the API itself states in a field (not in the name), or null. */
  refillDays: number | null;
  /** Zero-based position of the row in the reply. */
  position: number;
}

/** A row that is not a service: a heading, a separator, an advertisement. Kept, but out of search and statistics. */
export interface ListingNote {
  position: number;
  /** The panel's id of the row, when it has one. */
  id: string | null;
  text: string;
  category: string | null;
  /** Why the row is not a service. */
  reason: 'heading' | 'separator' | 'no_rate' | 'absurd_rate';
}

/** How much a finding matters: `error` costs data, `warning` may mislead, `info` is a difference from the standard without harm. */
export type Severity = 'error' | 'warning' | 'info';

/** Something noteworthy about a reply: never a reason to lose the rest of it. */
export interface Finding {
  /** Stable machine word, snake_case: `dirty_json_prefix`, `duplicate_id`, `bad_number`. */
  code: string;
  severity: Severity;
  /** One sentence for people: that of the code, with `field` and `values` filled in. */
  message: string;
  /** What the sentence names, for whoever says it in another language: see `FINDING_SENTENCES`. */
  values?: SentenceValues;
  /** Position of the first row that shows it, when it is about rows. */
  position?: number;
  /** How many rows show it. */
  count?: number;
  /** The panel's field, when it is about one. */
  field?: string;
  /** A short, redacted example out of the panel's own reply. */
  example?: string;
}

/** What each meaning was read from: `{ name: "title", rate: "price", ... }`; null where the catalog has no such field. */
export type FieldMap = Record<FieldMeaning, string | null>;

/** What a field of a catalog can mean, whatever the panel calls it. */
export type FieldMeaning =
  | 'id'
  | 'name'
  | 'category'
  | 'orderForm'
  | 'rate'
  | 'min'
  | 'max'
  | 'description'
  | 'refill'
  | 'cancel'
  | 'dripfeed'
  | 'averageTime'
  | 'network'
  | 'refillDays';

/** Everything that a panel sold at one moment, in the panel's own order. */
export interface Catalog {
  services: Service[];
  notes: ListingNote[];
  fields: FieldMap;
  /** Fields of the reply that carry no known meaning, with how many rows hold them. */
  unknownFields: Record<string, number>;
  findings: Finding[];
  /** How the rows were wrapped: `array`, `data`, `services`, `value`, `by_category`, `by_id`, `empty`. */
  wrapper: string;
  /** The currency that the rows themselves name, in a field (`RUB`) or beside every rate (`₽`), as written; absent when none or several. */
  currency?: string;
}
