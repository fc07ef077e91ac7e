/** How each family of panel software says no, most of it with HTTP 200. */
import type { Json } from '../packages/core/src/catalog.ts';

export const REFUSALS = [
  'missing_key',
  'invalid_key',
  'inactive_account',
  'wrong_action',
  'rate_limit',
] as const;
export type Refusal = (typeof REFUSALS)[number];

interface Refused {
  status: number;
  body: Json;
  headers?: Record<string, string>;
}

/** Seconds that every rate limit of the fleet asks for. */
const WAIT_SECONDS = 7;

export type Refusals = Record<Refusal, Refused>;

const waiting = {
  'retry-after': String(WAIT_SECONDS),
  'x-ratelimit-limit': '60',
  'x-ratelimit-remaining': '0',
};

function say(body: Json, status = 200): Refused {
  return { status, body };
}

export const PERFECT: Refusals = {
  missing_key: say({ error: 'Invalid API key' }),
  invalid_key: say({ error: 'Invalid API key' }),
  inactive_account: say({ error: 'user_inactive' }),
  wrong_action: say({ error: 'Incorrect request' }),
  rate_limit: say({ error: `Spam protection, wait ${WAIT_SECONDS} seconds` }),
};

export const SMART: Refusals = {
  missing_key: say({ status: 'error', error: 'API key is required' }),
  invalid_key: say({ status: 'error', error: 'API key does not exist' }),
  inactive_account: say({ status: 'error', error: 'Your account is disabled' }),
  wrong_action: say({ status: 'error', error: 'Unknown action specified!' }),
  rate_limit: { status: 429, body: { status: 'error', error: 'Too many requests' }, headers: waiting },
};

export const INDONESIAN: Refusals = {
  missing_key: say({ status: false, data: { pesan: 'Permintaan tidak sesuai, API key kosong.' } }),
  invalid_key: say({ status: false, data: { pesan: 'Maaf, API key kamu salah.' } }),
  inactive_account: say({ status: false, data: { pesan: 'Akun kamu tidak aktif.' } }),
  wrong_action: say({ status: false, data: { pesan: 'Permintaan salah.' } }),
  rate_limit: say({
    status: false,
    data: { pesan: `Terlalu banyak permintaan, tunggu ${WAIT_SECONDS} detik.` },
  }),
};

export const TURKISH: Refusals = {
  missing_key: say({ error: 'API key eksik', status: '101' }),
  invalid_key: say({ error: 'API key hatalı', status: '102' }),
  inactive_account: say({ error: 'Hesap aktif değil', status: '103' }),
  wrong_action: say({ error: 'Geçersiz işlem', status: '104' }),
  rate_limit: { status: 429, body: { error: 'Çok fazla istek', status: '105' }, headers: waiting },
};

export const RUSSIAN: Refusals = {
  missing_key: say({ error: 'Не указан API ключ' }, 401),
  invalid_key: say({ error: 'Неверный API ключ' }, 401),
  inactive_account: say({ error: 'Аккаунт заблокирован' }, 403),
  wrong_action: say({ error: 'Неизвестное действие' }, 400),
  rate_limit: { status: 429, body: { error: 'Слишком много запросов' }, headers: waiting },
};

export const LISTED: Refusals = {
  missing_key: say({ errors: ['The key field is required.'] }, 422),
  invalid_key: say({ status: false, data: 'User Not Found' }, 404),
  inactive_account: say({ errors: ['Account suspended'] }, 403),
  wrong_action: say({ errors: ['The selected action is invalid.'] }, 422),
  rate_limit: { status: 429, body: { message: 'Too Many Attempts.' }, headers: waiting },
};

export const FAILING: Refusals = {
  missing_key: say({ status: 'fail', message: 'Missing API key' }),
  invalid_key: say({ success: false, data: { name: 'Unauthorized', message: 'Your api key is incorrect' } }),
  inactive_account: say({ status: 'fail', message: 'Account is not active' }),
  wrong_action: say({ status: 'fail', message: 'Invalid action' }),
  rate_limit: say({ status: 'fail', message: `Please wait ${WAIT_SECONDS} seconds before the next request` }),
};
