/** Which fix each finding asks for. */
import type { Finding } from '../catalog.ts';
import { isFindingCode } from '../finding-sentences.ts';
import type { FindingCode } from '../finding-sentences.ts';
import type { FixCode } from './fixes.ts';
import { remedy } from './remedy.ts';
import type { Remedy } from './remedy.ts';

/** The remedy of a finding; null for a code that this version does not know. */
export function remedyOfFinding(finding: Finding): Remedy | null {
  const { code, field } = finding;
  return isFindingCode(code) ? remedy(fixOf(code, field), field === undefined ? {} : { field }) : null;
}

function fixOf(code: FindingCode, field = ''): FixCode {
  switch (code) {
    case 'missing_field':
      return MISSING[field] ?? 'missing_other';
    case 'bad_number':
    case 'bad_value':
      // What the value should have looked like depends on the field that it stands in.
      return /rate|price|harga|cost|fiyat|prec/i.test(field) ? 'unreadable_rate' : 'unreadable_number';
    case 'bad_flag':
      return 'unreadable_flag';
    default:
      return FIX_OF[code];
  }
}

const MISSING: Readonly<Record<string, FixCode>> = {
  name: 'missing_name',
  category: 'missing_category',
  rate: 'missing_rate',
  min: 'missing_min',
  max: 'missing_max',
};

const FIX_OF: Readonly<
  Record<Exclude<FindingCode, 'missing_field' | 'bad_number' | 'bad_value' | 'bad_flag'>, FixCode>
> = {
  byte_order_mark: 'utf8',
  not_utf8: 'utf8',
  invalid_utf8: 'utf8',
  charset_guessed: 'utf8',
  charset_mismatch: 'charset_declared',
  lone_surrogate: 'cut_between_characters',
  dirty_json_prefix: 'nothing_before',
  dirty_json_suffix: 'nothing_after',
  json_in_string: 'encode_once',
  json_lines: 'rows_in_a_list',
  duplicate_key: 'each_field_once',
  trailing_comma: 'json_function',
  not_a_number: 'null_for_no_number',
  raw_control_character: 'json_function',
  bad_escape: 'json_function',
  odd_number: 'json_function',
  long_number: 'long_ids_as_strings',
  row_not_an_object: 'rows_as_objects',
  row_without_name: 'name_the_service',
  min_above_max: 'limits_in_order',
  rate_not_plain: 'plain_rate',
  duplicate_id: 'own_ids',
  missing_id: 'missing_id',
  more_pages: 'one_page',
  too_many_fields: 'same_few_fields',
  unknown_field: 'nothing_to_change',
  asked_in_dialect: 'standard_words',
  parameters_in_query_only: 'read_the_body',
  redirected: 'final_url',
  status_not_ok: 'status_200',
  not_declared_json: 'declare_json',
  plain_http: 'serve_https',
  no_currency: 'add_currency',
  doubtful_currency: 'real_currency',
  wrapped: 'bare_array',
  field_name_not_standard: 'standard_name',
  rows_not_services: 'services_only',
  empty_catalog: 'fill_the_catalog',
  not_asked: 'first_request',
};
