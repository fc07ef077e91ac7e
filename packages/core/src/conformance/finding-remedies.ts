/** Which paragraph each finding is about, and the exact change that removes it. */
import type { Finding } from '../catalog.ts';
import { paragraph } from './paragraphs.ts';
import type { ParagraphId } from './paragraphs.ts';
import type { Remedy } from './failure-remedies.ts';

/** The remedy of a finding; null for a code that this table does not know yet. */
export function remedyOfFinding(finding: Finding): Remedy | null {
  if (finding.code === 'missing_field') {
    const [id, fix] = MISSING[finding.field ?? ''] ?? MISSING_OTHER;
    return { paragraph: paragraph(id), fix };
  }
  if (finding.code === 'bad_number' || finding.code === 'bad_flag' || finding.code === 'bad_value') {
    return unreadable(finding);
  }
  const known = Object.hasOwn(REMEDIES, finding.code) ? REMEDIES[finding.code] : undefined;
  return known === undefined ? null : { paragraph: paragraph(known[0]), fix: known[1] };
}

const MISSING_OTHER: [ParagraphId, string] = ['4.1', 'Send the field with every service.'];
const MISSING: Record<string, [ParagraphId, string]> = {
  name: ['4.3', 'Send the name of every service as name (or title).'],
  category: ['4.4', 'Send the category of every service as category (or social).'],
  rate: ['4.5', 'Send the price of 1,000 units as rate (or price): "rate": "0.90".'],
  min: ['4.6', 'Send the smallest quantity of an order as min (or min_amount): "min": 100.'],
  max: ['4.6', 'Send the largest quantity of an order as max (or max_amount): "max": 10000.'],
};

/** What the value should have looked like depends on the field that it stands in. */
function unreadable({ field = 'the field', code }: Finding): Remedy {
  if (code === 'bad_flag') {
    return { paragraph: paragraph('4.9'), fix: `Send ${field} as true or false, without quotes.` };
  }
  if (/rate|price|harga|cost|fiyat|prec/i.test(field)) {
    return {
      paragraph: paragraph('4.5'),
      fix: `Send ${field} as a decimal with a point and nothing else, such as "1250.50": no thousands separator, no currency sign.`,
    };
  }
  return {
    paragraph: paragraph('4.6'),
    fix: `Send ${field} as a whole number without separators or words, such as 10000.`,
  };
}

const JSON_FUNCTION =
  'Build the reply with the JSON function of the language (in PHP: json_encode) instead of by hand.';
const UTF8 = 'Encode the reply as UTF-8 without a byte order mark.';

/** By code: those of reading, of normalising, and of the conformance check itself. */
const REMEDIES: Record<string, [ParagraphId, string]> = {
  byte_order_mark: ['2.2', UTF8],
  not_utf8: ['2.2', UTF8],
  invalid_utf8: ['2.2', UTF8],
  charset_guessed: ['2.2', UTF8],
  charset_mismatch: ['2.2', 'Declare what is sent: Content-Type: application/json; charset=utf-8.'],
  lone_surrogate: [
    '2.2',
    'Cut texts between characters and not within them (in PHP: mb_substr instead of substr).',
  ],
  dirty_json_prefix: [
    '2.1',
    'Print nothing before the JSON: turn off the display of errors (in PHP: display_errors=Off) and remove the cause of the warning.',
  ],
  dirty_json_suffix: ['2.1', 'End the script right after the JSON (in PHP: exit after echo).'],
  json_in_string: ['2.1', 'Encode the reply once: the JSON is encoded a second time, as a string.'],
  json_lines: ['2.1', 'Put the rows into one list: [ … ]. ' + JSON_FUNCTION],
  duplicate_key: ['2.1', 'Send each field once per object.'],
  trailing_comma: ['2.1', JSON_FUNCTION],
  not_a_number: ['2.1', 'Send null, or leave the field out, where there is no number. ' + JSON_FUNCTION],
  raw_control_character: ['2.1', JSON_FUNCTION],
  bad_escape: ['2.1', JSON_FUNCTION],
  odd_number: ['2.1', JSON_FUNCTION],
  long_number: ['4.2', 'Send ids of more than 15 digits as strings.'],
  row_not_an_object: ['4.1', 'Send every service as an object with fields.'],
  row_without_name: ['4.3', 'Give the service a name, or leave it out of the reply.'],
  min_above_max: ['4.6', 'Put the limits of the service right: min must not be above max.'],
  rate_not_plain: [
    '4.5',
    'Send the rate as a decimal with a point and nothing else, such as "1250.50": no thousands separator, no currency sign.',
  ],
  duplicate_id: ['4.2', 'Give every service an id of its own.'],
  missing_id: ['4.2', 'Send the id of every service as service: "service": 12.'],
  more_pages: ['4.1', 'Answer with all services at once: pages beyond the first are not asked for.'],
  too_many_fields: ['4.1', 'Send the same few fields with every service.'],
  unknown_field: ['4.1', 'Nothing has to change: fields without a known meaning are left aside.'],
  asked_in_dialect: [
    '1.2',
    'Support the actions balance and services, and the key under one of its four names.',
  ],
  parameters_in_query_only: [
    '1.3',
    'Read the parameters from the form body (in PHP: $_POST or $_REQUEST instead of $_GET).',
  ],
  redirected: ['1.4', 'State the final URL as the API URL.'],
  status_not_ok: ['2.3', 'Answer with status 200.'],
  not_declared_json: ['2.3', 'Send the header Content-Type: application/json.'],
  plain_http: ['1.4', 'Serve the API over https: over http everyone on the way can read the key.'],
  no_currency: ['3.2', 'Add the currency of the rates to the reply to balance: "currency": "USD".'],
  doubtful_currency: [
    '3.2',
    'Send the ISO 4217 code of the currency that the rates really are in: "currency": "EUR".',
  ],
  wrapped: ['4.1', 'Answer with the bare array.'],
  field_name_not_standard: ['4.1', 'Send the field under the name of the standard.'],
  rows_not_services: ['4.10', 'Leave headings and separators out of the reply; the category is their place.'],
  empty_catalog: ['4.1', 'Answer with the services that this account may order.'],
  not_asked: ['1.4', 'Put right what stopped the first request.'],
};
