/** The changes that remove findings: those of reading, of normalising, and of the conformance check itself. */
import type { Fix } from './fixes.ts';

/** Words of code stand in the values, so that a sentence can be said in a language that is written the other way. */
export const FINDING_FIXES = {
  // The bytes.
  utf8: ['2.2', 'Encode the reply as UTF-8 without a byte order mark.'],
  charset_declared: [
    '2.2',
    'Declare what is sent: {sample}.',
    { sample: 'Content-Type: application/json; charset=utf-8' },
  ],
  cut_between_characters: [
    '2.2',
    'Cut texts between characters and not within them (in PHP: {right} instead of {wrong}).',
    { right: 'mb_substr', wrong: 'substr' },
  ],

  // The JSON.
  nothing_before: [
    '2.1',
    'Print nothing before the JSON: turn off the display of errors (in PHP: {sample}) and remove the cause of the warning.',
    { sample: 'display_errors=Off' },
  ],
  nothing_after: [
    '2.1',
    'End the script right after the JSON (in PHP: {first} after {second}).',
    { first: 'exit', second: 'echo' },
  ],
  encode_once: ['2.1', 'Encode the reply once: the JSON is encoded a second time, as a string.'],
  json_function: [
    '2.1',
    'Build the reply with the JSON function of the language (in PHP: {sample}) instead of by hand.',
    { sample: 'json_encode' },
  ],
  rows_in_a_list: [
    '2.1',
    'Put the rows into one list, {list}. Build the reply with the JSON function of the language (in PHP: {sample}) instead of by hand.',
    { list: '[ … ]', sample: 'json_encode' },
  ],
  null_for_no_number: [
    '2.1',
    'Send null, or leave the field out, where there is no number. Build the reply with the JSON function of the language (in PHP: {sample}) instead of by hand.',
    { sample: 'json_encode' },
  ],
  each_field_once: ['2.1', 'Send each field once per object.'],

  // Services and their fields.
  long_ids_as_strings: ['4.2', 'Send ids of more than 15 digits as strings.'],
  own_ids: ['4.2', 'Give every service an id of its own.'],
  missing_id: [
    '4.2',
    'Send the id of every service as {name}: {sample}.',
    { name: 'service', sample: '"service": 12' },
  ],
  name_the_service: ['4.3', 'Give the service a name, or leave it out of the reply.'],
  missing_name: [
    '4.3',
    'Send the name of every service as {name} (or {otherName}).',
    { name: 'name', otherName: 'title' },
  ],
  missing_category: [
    '4.4',
    'Send the category of every service as {name} (or {otherName}).',
    { name: 'category', otherName: 'social' },
  ],
  missing_rate: [
    '4.5',
    'Send the price of 1,000 units as {name} (or {otherName}): {sample}.',
    { name: 'rate', otherName: 'price', sample: '"rate": "0.90"' },
  ],
  plain_rate: [
    '4.5',
    'Send the rate as a decimal with a point and nothing else, such as {sample}: no thousands separator, no currency sign.',
    { sample: '"1250.50"' },
  ],
  unreadable_rate: [
    '4.5',
    'Send {field} as a decimal with a point and nothing else, such as {sample}: no thousands separator, no currency sign.',
    { field: 'rate', sample: '"1250.50"' },
  ],
  missing_min: [
    '4.6',
    'Send the smallest quantity of an order as {name} (or {otherName}): {sample}.',
    { name: 'min', otherName: 'min_amount', sample: '"min": 100' },
  ],
  missing_max: [
    '4.6',
    'Send the largest quantity of an order as {name} (or {otherName}): {sample}.',
    { name: 'max', otherName: 'max_amount', sample: '"max": 10000' },
  ],
  unreadable_number: [
    '4.6',
    'Send {field} as a whole number without separators or words, such as {sample}.',
    { field: 'min', sample: '10000' },
  ],
  limits_in_order: ['4.6', 'Put the limits of the service right: min must not be above max.'],
  unreadable_flag: ['4.9', 'Send {field} as true or false, without quotes.', { field: 'refill' }],
  missing_other: ['4.1', 'Send the field with every service.'],
  standard_name: ['4.1', 'Send the field under the name of the standard.'],
  same_few_fields: ['4.1', 'Send the same few fields with every service.'],
  nothing_to_change: ['4.1', 'Nothing has to change: fields without a known meaning are left aside.'],

  // The catalog.
  rows_as_objects: ['4.1', 'Send every service as an object with fields.'],
  bare_array: ['4.1', 'Answer with the bare array.'],
  one_page: ['4.1', 'Answer with all services at once: pages beyond the first are not asked for.'],
  fill_the_catalog: ['4.1', 'Answer with the services that this account may order.'],
  services_only: ['4.10', 'Leave headings and separators out of the reply; the category is their place.'],

  // The exchange.
  standard_words: [
    '1.2',
    'Support the actions balance and services, and the key under one of its four names.',
  ],
  read_the_body: [
    '1.3',
    'Read the parameters from the form body (in PHP: {right} instead of {wrong}).',
    { right: '$_POST', wrong: '$_GET' },
  ],
  final_url: ['1.4', 'State the final URL as the API URL.'],
  serve_https: ['1.4', 'Serve the API over https: over http everyone on the way can read the key.'],
  status_200: ['2.3', 'Answer with status 200.'],
  declare_json: ['2.3', 'Send the header {sample}.', { sample: 'Content-Type: application/json' }],
  add_currency: [
    '3.2',
    'Add the currency of the rates to the reply to balance: {sample}.',
    { sample: '"currency": "USD"' },
  ],
  real_currency: [
    '3.2',
    'Send the ISO 4217 code of the currency that the rates really are in: {sample}.',
    { sample: '"currency": "EUR"' },
  ],
  first_request: ['1.4', 'Put right what stopped the first request.'],
  // Of a finding that is newer than this version.
  see_message: ['2.1', 'See what the finding says.'],
} as const satisfies Record<string, Fix>;
