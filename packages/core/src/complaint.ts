/**
 * Whether a JSON reply is an error, and what it says. Panels answer most errors with HTTP 200, in many shapes; a catalog
 * with a service named "invalid key" is none of them, so a list of services is recognised first.
 */
import type { Json } from './catalog.ts';
import { looksLikeService } from './fields.ts';

/** What a reply complains about: its sentences in the panel's own words, and its codes. */
export interface Complaint {
  wordings: string[];
  codes: string[];
  /** Whether the reply itself says that it is an error, by a field or a status; otherwise only its sentences can tell. */
  certain: boolean;
}

/** Reads the complaint out of a reply; null when it is none. */
export function complaintOf(value: Json): Complaint | null {
  if (typeof value === 'string') return complaint([value], [], false);
  if (Array.isArray(value)) return complaintOfList(value);
  if (value === null || typeof value !== 'object') return null;
  if (holdsRows(value)) return null;
  const named = ERROR_FIELDS.flatMap((field) => said(value[field]));
  const negative = Object.entries(value).some(
    ([name, flag]) => STATUS_FIELDS.has(name.toLowerCase()) && saysNo(flag),
  );
  const positive = Object.entries(value).some(
    ([name, flag]) => STATUS_FIELDS.has(name.toLowerCase()) && saysYes(flag),
  );
  const messages = MESSAGE_FIELDS.flatMap((field) => said(value[field]));
  const codes = codesOf(value);
  if (named.length > 0) return complaint([...named, ...(negative ? messages : [])], codes, true);
  if (negative) return complaint(messages, codes, true);
  if (ERROR_FIELDS.some((field) => value[field] === true)) return complaint(messages, codes, true);
  if (messages.length > 0 && !carriesPayload(value))
    return complaint(messages, codes, !positive && codes.some(isErrorCode));
  if (codes.some((code) => /^10[123]$/.test(code)) && !carriesPayload(value))
    return complaint([], codes, true);
  return null;
}

function complaint(wordings: string[], codes: string[], certain: boolean): Complaint {
  return { wordings: [...new Set(wordings)], codes: [...new Set(codes)], certain };
}

/** A list is an error only when it consists of error objects: `[{"error":"…"}]`. */
function complaintOfList(list: Json[]): Complaint | null {
  const [first] = list;
  if (first === undefined || list.length > LIST_OF_ERRORS_MAX) return null;
  if (first === null || typeof first !== 'object' || Array.isArray(first) || isRow(first)) return null;
  return ERROR_FIELDS.some((field) => said(first[field]).length > 0) ? complaintOf(first) : null;
}

const LIST_OF_ERRORS_MAX = 5;

const ERROR_FIELDS = [
  'error', 'errors', 'Error', 'ERROR', 'err', 'error_message', 'errorMessage', 'error_msg', 'errorMsg', 'err_msg', 'errmsg',
  'error_description', 'errorDescription', 'exception', 'fault', 'hata', 'erro', 'kesalahan', 'ошибка', 'خطأ',
]; // prettier-ignore

const MESSAGE_FIELDS = [
  'message', 'Message', 'messages', 'msg', 'Msg', 'pesan', 'mesaj', 'mensaje', 'mensagem', 'сообщение', 'رسالة', 'detail', 'details', 'description',
  'reason', 'info', 'response', 'data', 'result', 'text', 'note', 'title', 'statusText', 'status_message', 'status',
]; // prettier-ignore

const STATUS_FIELDS = new Set([
  'status',
  'success',
  'result',
  'ok',
  'response',
  'successful',
  'state',
  'type',
  'statut',
]);

const CODE_FIELDS = [
  'code',
  'error_code',
  'errorCode',
  'err_code',
  'errcode',
  'status',
  'status_code',
  'statusCode',
  'errno',
  'error',
];

function saysNo(flag: Json | undefined): boolean {
  return (
    flag === false ||
    (typeof flag === 'string' &&
      /^(?:fail(?:ed|ure)?|error|err|false|nok|no|ko|hata|gagal|erro|unsuccessful|denied|invalid)$/i.test(
        flag.trim(),
      ))
  );
}

function saysYes(flag: Json | undefined): boolean {
  return (
    flag === true ||
    (typeof flag === 'string' &&
      /^(?:success(?:ful)?|ok|true|yes|sukses|berhasil|basarili|done)$/i.test(flag.trim()))
  );
}

/** The sentences below a field, however it is nested: a text, an object with a message, a list of either, fields with lists. */
function said(value: Json | undefined, depth = 0): string[] {
  if (typeof value === 'string') {
    const sentence = value.trim();
    return saysNothing(sentence) ? [] : [sentence];
  }
  if (value === null || typeof value !== 'object' || depth > 3) return [];
  if (Array.isArray(value)) return value.slice(0, SENTENCES_MAX).flatMap((entry) => said(entry, depth + 1));
  const inner = [...ERROR_FIELDS, ...MESSAGE_FIELDS, 'name', 'code'].flatMap((field) =>
    said(value[field], depth + 1),
  );
  if (inner.length > 0) return inner.slice(0, SENTENCES_MAX);
  return Object.values(value)
    .slice(0, SENTENCES_MAX)
    .flatMap((entry) => said(entry, depth + 1));
}

const SENTENCES_MAX = 8;

/** A field that is there and says nothing: a number, a flag, the word for none. */
function saysNothing(sentence: string): boolean {
  return (
    sentence === '' ||
    /^-?[\d.,]+$/.test(sentence) ||
    /^(?:false|true|null|none|no|ok|n\/a|success|error|fail|failed|exception)$/i.test(sentence)
  );
}

/** `0`, `1` and the 2xx are how some say that all is well. */
const isErrorCode = (code: string): boolean => Number(code) >= 100 && !/^2\d\d$/.test(code);

function codesOf(value: { [key: string]: Json }): string[] {
  const inner = value['error'];
  const nested = inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? codesOf(inner) : [];
  const own = CODE_FIELDS.flatMap((field) => {
    const code = value[field];
    return (typeof code === 'number' || typeof code === 'string') && /^\d{1,5}$/.test(String(code))
      ? [String(code)]
      : [];
  });
  return [...own, ...nested];
}

/** A balance, or a list or record of anything but sentences, beside the message: then the message only accompanies it. */
function carriesPayload(value: { [key: string]: Json }): boolean {
  if (holdsBalance(value)) return true;
  return Object.entries(value).some(
    ([name, part]) =>
      part !== null &&
      typeof part === 'object' &&
      !ERROR_FIELDS.includes(name) &&
      Object.keys(part).length > 0 &&
      said(part).length === 0,
  );
}

function holdsBalance(value: { [key: string]: Json }, depth = 0): boolean {
  return Object.entries(value)
    .slice(0, PARTS_LOOKED_AT)
    .some(([name, part]) => {
      if (BALANCE_FIELD.test(name)) return part !== null && part !== '';
      return (
        part !== null &&
        typeof part === 'object' &&
        !Array.isArray(part) &&
        depth < 2 &&
        holdsBalance(part, depth + 1)
      );
    });
}

const BALANCE_FIELD = /^(?:balance|saldo)$/i;

/** Whether services are inside, in a list or keyed, at most two wrappers deep. */
function holdsRows(value: { [key: string]: Json }, depth = 0): boolean {
  let looked = 0;
  for (const part of Object.values(value)) {
    looked += 1;
    if (looked > PARTS_LOOKED_AT) return false;
    if (part === null || typeof part !== 'object') continue;
    if (
      Array.isArray(part)
        ? part.slice(0, ROWS_LOOKED_AT).some(isRow)
        : isRow(part) || (depth < 2 && holdsRows(part, depth + 1))
    ) {
      return true;
    }
  }
  return false;
}

const PARTS_LOOKED_AT = 50;
const ROWS_LOOKED_AT = 5;

/** A service has something to call it by and something that only a service has. */
function isRow(entry: Json): boolean {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return false;
  if (looksLikeService(entry)) return true;
  const names = Object.keys(entry).map((name) => name.toLowerCase());
  return names.some((name) => CALLED.has(name)) && names.some((name) => SOLD.has(name));
}

const CALLED = new Set(['name', 'title', 'service', 'layanan', 'id', 'sid', 'service_id', 'nama']);
const SOLD = new Set([
  'rate', 'price', 'harga', 'price_per_1000', 'priceper1000', 'min', 'max', 'min_amount', 'max_amount', 'order_min', 'order_max',
  'category', 'kategori', 'social', 'cost',
]); // prettier-ignore
