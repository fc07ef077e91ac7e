/** What every finding says: one sentence a code, in one place. `{field}` is the finding's own field, other names are its values. */
import type { Finding } from './catalog.ts';
import { sentence } from './sentence.ts';
import type { SentenceValues } from './sentence.ts';

/** The sentence of every finding, as `sentence` fills it in. */
export const FINDING_SENTENCES = {
  // The bytes.
  byte_order_mark: 'The reply starts with a byte order mark ({encoding}); JSON should not.',
  not_utf8:
    '{declared, select, true {The reply is encoded as {encoding}; JSON must be UTF-8.} other {The reply is encoded as {encoding} without saying so; JSON must be UTF-8.}}',
  charset_mismatch: 'The reply declares the charset {encoding}, but is UTF-8.',
  invalid_utf8: 'Some bytes of the reply are not valid UTF-8 and were replaced.',
  charset_guessed: 'The reply is not UTF-8 and does not say what it is; read as {encoding}.',
  lone_surrogate: 'Texts hold halves of characters (lone surrogates); they were replaced.',

  // The JSON.
  dirty_json_prefix: 'There is text before the JSON, such as a warning of the server software.',
  dirty_json_suffix: 'There is text after the JSON.',
  json_in_string:
    '{whole, select, true {The reply is JSON inside a JSON string.} other {The services are JSON inside a JSON string.}}',
  json_lines: 'The reply is a row of JSON values without the brackets of a list around them.',
  duplicate_key: 'A key stands twice in one object; the last value counts.',
  trailing_comma: 'A comma stands before a closing bracket.',
  not_a_number:
    'NaN, Infinity or another word stands where JSON wants a value; read as null or as the flag it names.',
  raw_control_character: 'Texts hold raw line breaks or other control characters.',
  bad_escape: 'Texts hold a backslash that escapes nothing.',
  odd_number: 'Numbers are written in a way that JSON does not allow (leading zero, bare point, plus sign).',
  long_number: 'Numbers are longer than JSON readers can hold exactly; ids belong in quotes.',

  // The rows.
  row_not_an_object: 'A row is not an object with fields, so nothing of it could be read.',
  row_without_name: 'A row has no name, so it cannot be shown or recognised as a service.',
  min_above_max: 'The smallest quantity of a service is above its largest, so nobody can order it.',
  rate_not_plain: 'Rates hold more than digits and a decimal point; they were read all the same.',
  bad_number: 'A value of {field} could not be read as a number; the service is kept without it.',
  bad_flag: 'A value of {field} could not be read as yes or no; the service is kept without it.',
  bad_value: 'A value of {field} could not be read; the service is kept without it.',
  duplicate_id: 'An id stands on more than one service.',

  // The catalog as a whole.
  missing_id:
    '{all, select, true {Services have no ids; each is recognised by its name, category and type.} other {Some services have no id; they are recognised by their name, category and type.}}',
  missing_field: 'No row has a field that reads as {field}.',
  unknown_field: 'The field has no known meaning and was left aside.',
  too_many_fields: 'Services use more than {fields, number} different fields; the rest was left aside.',
  more_pages: 'The reply says that it is one page of several; the services of the other pages are unknown.',
  empty_catalog: 'The catalog is empty.',
  wrapped: 'The services are not the reply itself, an array, but wrapped in something.',
  rows_not_services: 'Some rows are headings, separators or advertisements instead of services.',
  field_name_not_standard:
    'The field {field} was understood as {meaning}; the standard calls it {name} or {otherName}.',

  // The exchange.
  asked_in_dialect:
    'The API was asked in the words of the dialect {dialect}; in those of the standard it is not read.',
  parameters_in_query_only:
    'The parameters are read from the URL only, so the key ends up in the access logs of every server on the way.',
  redirected: 'The API URL redirects, which costs a request each time.',
  status_not_ok: 'The answer comes with status {status}, which says that it is none.',
  not_declared_json: 'The header of the reply does not say that it is JSON.',
  plain_http: 'The API is served without encryption.',
  no_currency: 'The reply to balance does not name the currency, so nobody can compare the rates.',
  doubtful_currency:
    '{known, select, true {The currency {currency} is doubtful: one family of panel software writes it whatever the shop uses.} other {The currency {currency} leaves open which one is meant.}}',
  not_asked: 'The services were not asked for, since the first request had not come through.',
} as const;

/** The code of a finding that this version makes. */
export type FindingCode = keyof typeof FINDING_SENTENCES;

/** Whether a word is the code of a finding of this version: what was kept may be older or newer. */
export function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(FINDING_SENTENCES, code);
}

/** What a finding consists of before its sentence is made. */
export type Found = Omit<Finding, 'code' | 'message'> & { code: FindingCode };

/** The finding with its sentence. */
export function finding(found: Found): Finding {
  const message = sentence(FINDING_SENTENCES[found.code], valuesOf(found));
  const { code, severity, ...rest } = found;
  return { code, severity, message, ...rest };
}

/** Everything that the sentence of a finding may name. */
export function valuesOf({ field, values }: Pick<Finding, 'field' | 'values'>): SentenceValues {
  return field === undefined ? (values ?? {}) : { field, ...values };
}
