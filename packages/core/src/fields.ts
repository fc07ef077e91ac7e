/**
 * Which key of a catalog means what, judged over all of its rows: `service` is an id in one family of panels, a name in
 * another and a category in a third. Source: docs/panel-api.md, "Aliases have to be resolved per catalog".
 */
import type { FieldMap, FieldMeaning, Json } from './catalog.ts';
import { COLUMNS_MAX } from './limits.ts';

/** A row of a catalog, as parsed. */
export interface Row {
  [key: string]: Json;
}

/** For each meaning the keys to read it from: the first that holds something counts. */
export type FieldKeys = Record<FieldMeaning, readonly string[]>;

/** What the keys of a catalog mean. */
export interface ResolvedFields {
  fields: FieldMap;
  keys: FieldKeys;
  /** The key of a currency that each row names; not a meaning of a service, but of the catalog. */
  currencyKey: string | null;
  /** Keys without a known meaning, with how many rows hold them. */
  unknown: Record<string, number>;
  /** Cells under still more names, which were not looked at. */
  ignored: number;
}

/**
 * Names seen, best first, folded to lower-case letters and digits (`price_per_1000` and `pricePer1000` are one).
 * `service` and `type` are judged by their values.
 */
const ALIASES: Record<FieldMeaning, string> = {
  id: 'id serviceid sid servisid idservice layananid idlayanan servicecode productid idproduk packageid code kode sku uid',
  name: 'name title layanan servicename nama namalayanan servicetitle packagename productname namaproduk isim servisadi nombre servicio nome servico название услуга الاسم اسم',
  category:
    'category kategori categoryname categorytitle servicecategory cat catname groupname namakategori kategoriadi categoria категория القسم الفئة التصنيف social group',
  orderForm: 'type typ tipe ordertype servicetype orderform',
  rate: 'rate priceper1000 rateper1000 price1000 rate1000 priceperk rateperk priceper1k rateper1k priceperthousand rateperthousand price harga servicerate serviceprice saleprice sellingprice sellprice unitprice priceusd rateusd resellerprice pricereseller hargaapi hargajual tarif cost hargaper1000 fiyat precio preco цена السعر',
  min: 'min minamount ordermin minimum minorder minquantity minqty minimal minimalorder minpesan minpurchase minorderquantity minimumorder minimumquantity minlimit limitmin quantitymin minsiparis enaz minimo минимум мин',
  max: 'max maxamount ordermax maximum maxorder maxquantity maxqty maximal maksimal maxpesan maxpurchase maxorderquantity maximumorder maximumquantity maxlimit limitmax quantitymax maxsiparis encok maximo maksimum максимум макс',
  description:
    'description desc note catatan deskripsi keterangan details notes servicedescription aciklama descripcion descricao описание الوصف',
  refill: 'refill isrefill refillable canrefill refillavailable refillisavailable',
  cancel:
    'cancel cancelingisavailable cancelable cancellable cancancel iscancel cancelavailable canceling cancelbutton cancelallowed',
  dripfeed: 'dripfeed isdripfeed dripfeedavailable dripfeedisavailable drip',
  averageTime:
    'averagetime avgtime average avgcompletiontime averagecompletiontime completiontime waktuproses',
  network: 'network soc socialnetwork platform sosial social',
  refillDays: 'refilldays masarefill refillperiod refillday daysrefill refillduration',
};
const MEANINGS: readonly FieldMeaning[] = [
  'id',
  'name',
  'category',
  'orderForm',
  'rate',
  'min',
  'max',
  'description',
  'refill',
  'cancel',
  'dripfeed',
  'averageTime',
  'network',
  'refillDays',
];
const RANKS = new Map<string, [FieldMeaning, number][]>();
for (const meaning of MEANINGS) {
  for (const [rank, alias] of ALIASES[meaning].split(' ').entries()) {
    const folded = fold(alias);
    RANKS.set(folded, [...(RANKS.get(folded) ?? []), [meaning, rank]]);
  }
}

/** Whether an object has a name and an amount under any of their names: what tells a service from a wrapper. */
export function looksLikeService(object: { [key: string]: Json }): boolean {
  let named = false;
  let priced = false;
  for (const key in object) {
    const cell = object[key];
    if (typeof cell !== 'string' && typeof cell !== 'number') continue;
    const folded = fold(key);
    named ||= folded === 'service';
    for (const [meaning] of RANKS.get(folded) ?? []) {
      named ||= meaning === 'name';
      priced ||= meaning === 'rate' || meaning === 'min' || meaning === 'max';
    }
    if (named && priced) return true;
  }
  return false;
}

/** What an object that holds services calls itself: `name`, `category`, `kategori`; null when it does not say. */
export function nameOfGroup(group: { [key: string]: Json }): string | null {
  for (const meaning of ['name', 'category'] as const) {
    for (const key in group) {
      const cell = group[key];
      if (typeof cell === 'string' && RANKS.get(fold(key))?.some(([of]) => of === meaning) === true)
        return cell;
    }
  }
  return null;
}

interface Column {
  key: string;
  folded: string;
  /** Rows that hold the key, and rows in which it is neither null nor empty. */
  held: number;
  filled: number;
}

/** Resolves the fields of a catalog. */
export function resolveFields(rows: readonly Row[]): ResolvedFields {
  const { columns, ignored } = columnsOf(rows);
  const chosen = forEachMeaning((meaning) => candidates(columns, meaning));

  const take = (key: string, meaning: FieldMeaning) => {
    chosen[meaning] = [key, ...chosen[meaning].filter((other) => other !== key)];
  };
  const release = (key: string, meaning: FieldMeaning) => {
    chosen[meaning] = chosen[meaning].filter((other) => other !== key);
  };

  chosen.id = chosen.id.filter((key) => !repeats(rows, key));
  preferDistinctName(rows, columns, chosen);
  if (chosen.category.length > 1) preferTextCategory(rows, chosen);
  separateSocial(columns, chosen);

  const service = columns.get('service');
  if (service !== undefined) {
    const role = roleOfService(rows, service, chosen);
    if (role !== null) take(service.key, role);
  }
  const type = chosen.orderForm[0];
  if (type !== undefined && chosen.id.length === 0 && identifies(rows, type)) {
    release(type, 'orderForm');
    take(type, 'id');
  }

  const currencyKey = (columns.get('currency') ?? columns.get('currencycode'))?.key ?? null;
  const used = new Set<string | null>([currencyKey, ...MEANINGS.flatMap((meaning) => chosen[meaning])]);
  const unknown = [...columns.values()]
    .filter(({ key }) => !used.has(key))
    .map(({ key, held }) => [key, held]);
  const fields = forEachMeaning((meaning) => chosen[meaning][0] ?? null);
  // fromEntries defines keys, so that a field called `__proto__` is one like any other.
  return { fields, keys: chosen, currencyKey, unknown: Object.fromEntries(unknown), ignored };
}

function forEachMeaning<T>(make: (meaning: FieldMeaning) => T): Record<FieldMeaning, T> {
  return {
    id: make('id'),
    name: make('name'),
    category: make('category'),
    orderForm: make('orderForm'),
    rate: make('rate'),
    min: make('min'),
    max: make('max'),
    description: make('description'),
    refill: make('refill'),
    cancel: make('cancel'),
    dripfeed: make('dripfeed'),
    averageTime: make('averageTime'),
    network: make('network'),
    refillDays: make('refillDays'),
  };
}

/** Columns by folded name where that is unique, by their own name otherwise. */
function columnsOf(rows: readonly Row[]): { columns: Map<string, Column>; ignored: number } {
  let ignored = 0;
  const byKey = new Map<string, Column>();
  /** The columns of the row before, in order: most rows have the same keys in the same order. */
  const expected: Column[] = [];
  for (const row of rows) {
    let at = 0;
    for (const key in row) {
      let column = expected[at];
      if (column === undefined || column.key !== key) {
        column = byKey.get(key);
        if (column === undefined) {
          const folded = fold(key);
          if (byKey.size >= COLUMNS_MAX && folded !== 'service' && !RANKS.has(folded)) {
            ignored++;
            continue;
          }
          column = { key, folded, held: 0, filled: 0 };
          byKey.set(key, column);
        }
        expected[at] = column;
      }
      at++;
      column.held++;
      const cell = row[key];
      if (cell !== null && cell !== '') column.filled++;
    }
  }
  const columns = new Map<string, Column>();
  for (const column of byKey.values()) {
    columns.set(columns.has(column.folded) ? `${column.folded} ${column.key}` : column.folded, column);
  }
  return { columns, ignored };
}

/** Lower-case letters without accents, and digits. */
function fold(key: string): string {
  return key
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Keys that can carry the meaning, best first: a better name wins unless a lesser one is filled in twice as many rows. */
function candidates(columns: Map<string, Column>, meaning: FieldMeaning): string[] {
  const found: { column: Column; rank: number }[] = [];
  for (const column of columns.values()) {
    for (const [of, rank] of RANKS.get(column.folded) ?? []) if (of === meaning) found.push({ column, rank });
  }
  const most = Math.max(0, ...found.map(({ column }) => column.filled));
  const thin = ({ column }: { column: Column }) => Number(column.filled * 2 < most);
  found.sort((a, b) => thin(a) - thin(b) || a.rank - b.rank);
  return found.map(({ column }) => column.key);
}

/** `name` that repeats beside a `title` that does not is the category. */
function preferDistinctName(
  rows: readonly Row[],
  columns: Map<string, Column>,
  chosen: Record<FieldMeaning, string[]>,
): void {
  const [first, ...others] = chosen.name;
  if (first === undefined || others.length === 0 || rows.length < 10 || columns.size < 3) return;
  if (distinctShare(rows, first) >= 0.2) return;
  const better = others.find((key) => distinctShare(rows, key) > 0.5);
  if (better === undefined) return;
  chosen.name = [better];
  if (chosen.category.length === 0) chosen.category = [first];
  else chosen.name.push(first);
}

/** A category that is a number gives way to one that is a text. */
function preferTextCategory(rows: readonly Row[], chosen: Record<FieldMeaning, string[]>): void {
  const text = chosen.category.filter((key) => numericShare(rows, key) < 0.5);
  if (text.length > 0) chosen.category = [...text, ...chosen.category.filter((key) => !text.includes(key))];
}

/** `social` is the category, or the platform where a category stands beside it. */
function separateSocial(columns: Map<string, Column>, chosen: Record<FieldMeaning, string[]>): void {
  const social = columns.get('social')?.key;
  if (social === undefined) return;
  if (chosen.category[0] === social) chosen.network = chosen.network.filter((key) => key !== social);
  else chosen.category = chosen.category.filter((key) => key !== social);
}

/**
 * `service` is an id when it is numeric, or opaque beside a name; the name when nothing else is; the category when it
 * is neither numeric nor unique and stands beside an id.
 */
function roleOfService(
  rows: readonly Row[],
  { key }: Column,
  chosen: Record<FieldMeaning, string[]>,
): FieldMeaning | null {
  const id = chosen.id[0];
  if (numericShare(rows, key) >= 0.5) {
    if (id === undefined) return repeats(rows, key) ? null : 'id';
    // A number that repeats beside an id that does not is the number of something else.
    const share = distinctShare(rows, key);
    return share < 0.9 && distinctShare(rows, id) > share ? null : 'id';
  }
  if (chosen.name.length === 0) return 'name';
  const share = distinctShare(rows, key);
  if (id === undefined) {
    return share < 0.5 && rows.length > 2 && chosen.category.length === 0 ? 'category' : 'id';
  }
  if (share > 0.9 && rows.length > 2 && rows.every((row) => !/\s/u.test(textOf(row[key]).trim())))
    return 'id';
  if (chosen.category.length === 0) return 'category';
  return chosen.network.length === 0 ? 'network' : null;
}

/** Whether a `type` is an id: different in each row, and a number or an opaque word. */
function identifies(rows: readonly Row[], key: string): boolean {
  if (rows.length < 2 || distinctShare(rows, key) < 0.98) return false;
  if (numericShare(rows, key) >= 0.9) return true;
  return rows.length >= 5 && rows.every((row) => /^[\w.-]*\d[\w.-]*$/u.test(textOf(row[key]).trim()));
}

/** Whether most rows share their value with another: the number of a group, not an id. The first rows show it. */
function repeats(rows: readonly Row[], key: string): boolean {
  return rows.length >= 10 && distinctShare(rows.slice(0, 200), key) < 0.5;
}

function numericShare(rows: readonly Row[], key: string): number {
  let filled = 0;
  let numeric = 0;
  for (const row of rows) {
    const cell = row[key];
    if (cell === null || cell === undefined || cell === '') continue;
    filled++;
    if (typeof cell === 'number' || (typeof cell === 'string' && /^\s*\d+\s*$/u.test(cell))) numeric++;
  }
  return filled === 0 ? 0 : numeric / filled;
}

function distinctShare(rows: readonly Row[], key: string): number {
  const values = new Set<string>();
  let filled = 0;
  for (const row of rows) {
    const text = textOf(row[key]);
    if (text === '') continue;
    filled++;
    values.add(text);
  }
  return filled === 0 ? 0 : values.size / filled;
}

function textOf(cell: Json | undefined): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell);
  // A Mongo id in its exported form.
  return typeof cell === 'object' && cell !== null && !Array.isArray(cell) ? textOf(cell['$oid']) : '';
}
