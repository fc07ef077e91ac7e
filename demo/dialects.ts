/**
 * How panels write their catalogs down: one entry a dialect, each a shape that real panel software uses
 * (docs/panel-api.md). A dialect takes the neutral catalog and says nothing that the catalog does not hold.
 */
import type { FieldMeaning, Json } from '../packages/core/src/catalog.ts';
import type { DemoRow } from './catalog.ts';
import * as refusals from './refusals.ts';
import type { Refusals } from './refusals.ts';

export type Compression = 'gzip' | 'br' | 'deflate' | 'zstd';

export interface Dialect {
  about: string;
  write: (rows: readonly DemoRow[], currency: string) => Json;
  /** Meanings that this dialect has no field for. */
  untold: readonly FieldMeaning[];
  refusals: Refusals;
  balance: (amount: string, currency: string) => Json;
  /** Where parameters are read; what comes elsewhere does not exist. */
  reads: 'body' | 'query' | 'either';
  keyName: 'key' | 'apiKey' | 'api_token';
  actionName: 'action' | 'actionType';
  contentType: string;
  headers: Record<string, string>;
  /** What the server compresses with, where asked to. */
  compression: Compression | null;
  /** Without a Content-Length. */
  chunked: boolean;
  /** `\uXXXX` and `\/`, as PHP writes JSON unless told otherwise. */
  escaped: boolean;
  /** What surrounds the JSON text, and how it becomes bytes. */
  frame: (text: string) => Buffer;
}

const PHP = { server: 'nginx', 'x-powered-by': 'PHP/8.1.27', 'cache-control': 'no-store, private' };
const LITESPEED = { server: 'LiteSpeed', 'cache-control': 'no-cache', vary: 'Accept-Encoding' };
const CLOUDFLARE = { server: 'cloudflare', 'cf-cache-status': 'DYNAMIC', 'cf-ray': '8c51f3a0bd2e-FRA' };
const EXPRESS = { 'x-powered-by': 'Express', vary: 'Accept-Encoding' };

const usual = {
  refusals: refusals.PERFECT,
  balance: (amount: string, currency: string): Json => ({ balance: amount, currency }),
  reads: 'either',
  keyName: 'key',
  actionName: 'action',
  contentType: 'application/json',
  headers: PHP,
  compression: 'gzip',
  chunked: false,
  escaped: false,
  frame: (text: string): Buffer => Buffer.from(text),
} as const satisfies Partial<Dialect>;

const UNLIMITED = 2_147_483_647;
/** Perfect Panel and its relatives tell neither of these. */
const PLAIN_UNTOLD = ['description', 'averageTime', 'network', 'refillDays', 'dripfeed'] as const;

export const DIALECTS = {
  perfect_panel: {
    ...usual,
    about: 'Perfect Panel: a bare array, every number a string',
    untold: PLAIN_UNTOLD,
    write: perfectRows,
  },
  smart_panel: {
    ...usual,
    about: 'SmartPanel: ids as strings, flags as 0 and 1, descriptions with HTML, USD whatever the shop uses',
    untold: ['averageTime', 'network', 'refillDays'],
    refusals: refusals.SMART,
    balance: (amount) => ({ status: 'success', balance: amount, currency: 'USD' }),
    headers: LITESPEED,
    compression: 'br',
    chunked: true,
    escaped: true,
    write: (rows) =>
      rows.map((row) => ({
        service: row.id,
        name: row.name,
        category: row.category,
        type: orderForm(row).toLowerCase().replaceAll(' ', '_'),
        rate: row.rate,
        min: String(least(row)),
        max: String(most(row)),
        desc: description(row).replaceAll('\n', '<br>\r\n'),
        dripfeed: told(row, 'dripfeed') ? 1 : 0,
        refill: told(row, 'refill') ? 1 : 0,
        cancel: told(row, 'cancel') ? 1 : 0,
      })),
  },
  indonesian: {
    ...usual,
    about: 'Indonesian scripts: layanan, kategori, harga in rupiah, catatan; thousands with dots',
    untold: ['orderForm', 'cancel', 'dripfeed', 'network', 'refillDays'],
    refusals: refusals.INDONESIAN,
    balance: (amount) => ({ status: true, data: { balance: amount, currency: 'IDR' } }),
    keyName: 'apiKey',
    headers: LITESPEED,
    compression: null,
    write: (rows) => ({
      status: true,
      msg: 'Daftar layanan berhasil dimuat.',
      data: rows.map((row) => ({
        sid: row.id,
        kategori: row.category,
        layanan: row.name,
        harga: `Rp ${grouped(row.rate, '.', ',')}`,
        min: grouped(String(least(row)), '.', ','),
        max: grouped(String(most(row)), '.', ','),
        catatan: description(row),
        refill: told(row, 'refill') ? '1' : '0',
        average_time: row.row === 'service' ? (row.averageTime ?? '') : '',
      })),
    }),
  },
  services_wrapped: {
    ...usual,
    about: 'An Express shop: {services: […]}, rates as JSON numbers, limits like "10K", flags as Yes and No',
    untold: ['description', 'averageTime', 'network', 'refillDays'],
    refusals: refusals.FAILING,
    balance: (amount, currency) => ({ success: true, data: { balance: Number(amount), currency } }),
    headers: EXPRESS,
    contentType: 'application/json; charset=utf-8',
    compression: 'deflate',
    write: (rows) => ({
      services: rows.map((row) => ({
        id: row.id,
        name: row.name,
        category: row.category,
        type: orderForm(row),
        rate: Number(row.rate),
        min: least(row),
        max: abbreviated(most(row)),
        refill: yes(row, 'refill'),
        cancel: yes(row, 'cancel'),
        dripfeed: yes(row, 'dripfeed'),
      })),
    }),
  },
  value_count: {
    ...usual,
    about: 'PowerShell habits: {value: […], Count}, with a UTF-8 byte-order mark; network and description',
    untold: ['averageTime', 'refillDays', 'dripfeed'],
    refusals: refusals.RUSSIAN,
    headers: { server: 'Microsoft-IIS/10.0' },
    contentType: 'application/json; charset=utf-8',
    frame: (text) => Buffer.from(`\uFEFF${text}`),
    write: (rows) => ({
      value: rows.map((row) => ({
        service: wholeNumber(row.id),
        name: row.name,
        type: orderForm(row),
        category: row.category,
        network: row.row === 'service' ? row.network : null,
        description: row.row === 'service' ? row.description : null,
        rate: row.rate,
        min: least(row),
        max: most(row),
        refill: told(row, 'refill'),
        canceling_is_available: told(row, 'cancel'),
      })),
      Count: rows.length,
    }),
  },
  by_category: {
    ...usual,
    about: 'An object keyed by category, no ids at all, limits with no-break spaces',
    untold: [
      'id',
      'orderForm',
      'description',
      'averageTime',
      'network',
      'refillDays',
      'refill',
      'cancel',
      'dripfeed',
    ],
    headers: EXPRESS,
    compression: null,
    write: (rows) => {
      const categories: Record<string, Json[]> = {};
      for (const row of rows) {
        (categories[row.category] ??= []).push({
          name: row.name,
          price: Number(row.rate),
          min: String(least(row)),
          max: grouped(String(most(row)), '\u00A0', '.'),
        });
      }
      return categories;
    },
  },
  by_id: {
    ...usual,
    about: 'An object keyed by id, each a service that repeats it',
    untold: PLAIN_UNTOLD,
    refusals: refusals.LISTED,
    balance: (amount, currency) => ({ data: { balance: amount, currency } }),
    headers: CLOUDFLARE,
    compression: 'zstd',
    escaped: true,
    write: (rows) =>
      Object.fromEntries(
        rows.map((row) => [
          row.id,
          {
            id: row.id,
            title: row.name,
            category: row.category,
            type: orderForm(row),
            price_per_1000: row.rate,
            order_min: least(row),
            order_max: most(row),
            refill: told(row, 'refill'),
            cancel: told(row, 'cancel'),
          },
        ]),
      ),
  },
  json_in_string: {
    ...usual,
    about: 'JSON text inside a JSON string',
    untold: PLAIN_UNTOLD,
    contentType: 'text/plain; charset=UTF-8',
    write: (rows) => JSON.stringify(perfectRows(rows)),
  },
  standard_aliases: {
    ...usual,
    about: 'The other names of the API Standard: title, social, typ, min_amount, max_amount, price, desc',
    untold: ['averageTime', 'network', 'refillDays', 'refill', 'cancel', 'dripfeed'],
    refusals: refusals.FAILING,
    keyName: 'api_token',
    actionName: 'actionType',
    headers: EXPRESS,
    write: (rows) => ({
      status: 'success',
      data: rows.map((row) => ({
        id: row.id,
        title: row.name,
        social: row.category,
        typ: orderForm(row),
        min_amount: least(row),
        max_amount: most(row),
        price: row.rate,
        desc: escapedHtml(description(row)),
      })),
    }),
  },
  utf16: {
    ...usual,
    about: 'A bare array in UTF-16 with its byte-order mark',
    untold: PLAIN_UNTOLD,
    contentType: 'application/json; charset=utf-16',
    headers: { server: 'Microsoft-IIS/10.0' },
    frame: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    write: perfectRows,
  },
  php_warning: {
    ...usual,
    about: 'PHP prints a deprecation before the JSON, and says text/html',
    untold: PLAIN_UNTOLD,
    contentType: 'text/html; charset=UTF-8',
    chunked: true,
    frame: (text) =>
      Buffer.from(
        `<br />\n<b>Deprecated</b>:  Optional parameter $link declared before required parameter in <b>/home/shop/public_html/api/v2.php</b> on line <b>41</b><br />\n${text}`,
      ),
    write: perfectRows,
  },
  text_behind: {
    ...usual,
    about: 'A comment of the page cache behind the JSON',
    untold: PLAIN_UNTOLD,
    headers: LITESPEED,
    frame: (text) => Buffer.from(`${text}\n<!-- Page cached by LiteSpeed Cache -->\n`),
    write: perfectRows,
  },
  turkish: {
    ...usual,
    about: 'Turkish scripts: rates with a decimal comma, numbered errors',
    untold: ['averageTime', 'network', 'refillDays', 'dripfeed'],
    refusals: refusals.TURKISH,
    balance: (amount) => ({ status: 'success', balance: amount, currency: 'TRY' }),
    escaped: true,
    write: (rows) => ({
      result: true,
      data: rows.map((row) => ({
        service_id: wholeNumber(row.id),
        name: row.name,
        category: row.category,
        type: orderForm(row),
        price: grouped(row.rate, '.', ','),
        min: least(row),
        max: most(row),
        note: description(row),
        refill: told(row, 'refill') ? '1' : '0',
        cancel: told(row, 'cancel') ? '1' : '0',
      })),
    }),
  },
  comma_thousands: {
    ...usual,
    about: 'Whole rates with thousands in commas: "25,947"',
    untold: PLAIN_UNTOLD,
    refusals: refusals.LISTED,
    headers: CLOUDFLARE,
    compression: 'br',
    write: (rows) =>
      rows.map((row) => ({
        id: wholeNumber(row.id),
        name: row.name,
        category: row.category,
        type: orderForm(row),
        price: grouped(row.rate, ',', '.'),
        min: grouped(String(least(row)), ',', '.'),
        max: grouped(String(most(row)), ',', '.'),
        refill: told(row, 'refill'),
        cancel: told(row, 'cancel'),
      })),
  },
  currency_sign: {
    ...usual,
    about: 'Rates with the sign of their currency: "150 ₽", "$0.90"',
    untold: PLAIN_UNTOLD,
    refusals: refusals.RUSSIAN,
    write: (rows, currency) =>
      rows.map((row) => ({
        service: wholeNumber(row.id),
        name: row.name,
        category: row.category,
        type: orderForm(row),
        rate: signed(row.rate, currency),
        min: least(row),
        max: most(row),
        refill: told(row, 'refill'),
        cancel: told(row, 'cancel'),
      })),
  },
  service_is_name: {
    ...usual,
    about: 'One family calls the name "service" and the id "type"',
    untold: [
      'orderForm',
      'description',
      'averageTime',
      'network',
      'refillDays',
      'refill',
      'cancel',
      'dripfeed',
    ],
    write: (rows) => ({
      success: true,
      data: rows.map((row) => ({
        type: row.id,
        service: row.name,
        category: row.category,
        rate: row.rate,
        min: String(least(row)),
        max: String(most(row)),
      })),
    }),
  },
  query_only: {
    ...usual,
    about: 'Reads parameters from the address only: a form body does not exist for it',
    untold: PLAIN_UNTOLD,
    refusals: { ...refusals.SMART, missing_key: { status: 200, body: { error: 'No API key provided' } } },
    reads: 'query',
    headers: EXPRESS,
    write: perfectRows,
  },
  body_only: {
    ...usual,
    about: 'Reads the form body only, as two large families do',
    untold: PLAIN_UNTOLD,
    reads: 'body',
    compression: null,
    write: perfectRows,
  },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof DIALECTS;

/** The body of a reply to `services`, before compression. */
export function writeCatalog(dialect: Dialect, rows: readonly DemoRow[], currency: string): Buffer {
  return dialect.frame(writeJson(dialect, dialect.write(rows, currency)));
}

export function writeJson(dialect: Dialect, json: Json): string {
  const text = JSON.stringify(json);
  if (!dialect.escaped) return text;
  return text
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function perfectRows(rows: readonly DemoRow[]): Json {
  return rows.map((row) => ({
    service: wholeNumber(row.id),
    name: entities(row.name),
    type: orderForm(row),
    category: entities(row.category),
    rate: row.rate,
    min: String(least(row)),
    max: String(most(row)),
    refill: told(row, 'refill'),
    cancel: told(row, 'cancel'),
  }));
}

function orderForm(row: DemoRow): string {
  return row.row === 'service' ? row.orderForm : 'Default';
}

function least(row: DemoRow): number {
  return row.row === 'service' ? row.min : 1;
}

function most(row: DemoRow): number {
  return row.row === 'service' ? (row.max ?? UNLIMITED) : 1_000;
}

function description(row: DemoRow): string {
  return row.row === 'service' ? (row.description ?? '') : '';
}

type Flag = 'refill' | 'cancel' | 'dripfeed';

function told(row: DemoRow, flag: Flag): boolean {
  return row.row === 'service' && row[flag];
}

function yes(row: DemoRow, flag: Flag): string {
  return told(row, flag) ? 'Yes' : 'No';
}

function wholeNumber(id: string): Json {
  return /^\d+$/.test(id) ? Number(id) : id;
}

/** What old PHP shops keep in their database, and never decode again. */
function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll("'", '&#039;').replaceAll('"', '&quot;');
}

function escapedHtml(text: string): string {
  return text === '' ? '' : `&lt;p&gt;${text.replaceAll('\n', '&lt;br /&gt;')}&lt;/p&gt;`;
}

function grouped(decimal: string, thousands: string, point: string): string {
  const [whole = '0', fraction] = decimal.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return fraction === undefined ? groups : `${groups}${point}${fraction}`;
}

/** "10K" only where nothing is lost by it. */
function abbreviated(quantity: number): string {
  if (quantity >= 1_000_000 && quantity % 1_000_000 === 0) return `${quantity / 1_000_000}M`;
  if (quantity >= 1_000 && quantity % 1_000 === 0) return `${quantity / 1_000}K`;
  return String(quantity);
}

function signed(rate: string, currency: string): string {
  if (currency === 'RUB') return `${rate} ₽`;
  if (currency === 'EUR') return `€${rate}`;
  return currency === 'BRL' ? `R$ ${rate}` : `$${rate}`;
}
