/** Finds the rows of a catalog in whatever a panel wraps around them. Source: docs/panel-api.md, "Wrappers". */
import type { Finding, Json } from './catalog.ts';
import { finding } from './finding-sentences.ts';
import { looksLikeService, nameOfGroup } from './fields.ts';
import { isFailure } from './post.ts';
import { readJsonText } from './read-json.ts';

/** Rows in the order of the reply, with what their wrapper says about each. */
export interface WrappedRows {
  wrapper: string;
  rows: Json[];
  /** The key of the category that a row stood under, by position. */
  categories: (string | null)[] | null;
  /** The key that a row itself stood under, by position, where it can be an id. */
  ids: string[] | null;
  /** The reply says that there are more pages. */
  paged: boolean;
  /** The rows were JSON inside a JSON string, read with these findings. */
  findings: readonly Finding[];
}

type JsonObject = { [key: string]: Json };

/** Keys that hold the rows, best first. */
const CONTAINERS =
  'data services value result results response items list rows payload service_list packages layanan'.split(
    ' ',
  );
/** Keys that hold lists of something else. */
const NOT_ROWS = new Set(
  'error errors message messages warnings links meta debug trace msg pagination'.split(' '),
);
const WRAPPERS_MAX = 5;
/** Enough rows to tell what a list holds. */
const SAMPLE = 50;

/** The rows of a reply; null when it holds no catalog. */
export function findRows(value: Json, depth = 0): WrappedRows | null {
  if (Array.isArray(value)) return fromArray(value);
  if (!isObject(value) || depth > WRAPPERS_MAX) return null;
  const keys = Object.keys(value);
  for (const key of keys.filter((each) => CONTAINERS.includes(each.toLowerCase())).sort(byContainer)) {
    const inner = value[key];
    if (inner === undefined) continue;
    const found = fromContainer(value, key, inner, depth);
    if (found !== null) return found;
  }
  if (looksLikeService(value)) return plain('single', [value]);
  return fromKeyed(value, keys, depth);
}

function byContainer(a: string, b: string): number {
  return CONTAINERS.indexOf(a.toLowerCase()) - CONTAINERS.indexOf(b.toLowerCase());
}

function plain(wrapper: string, rows: Json[]): WrappedRows {
  return { wrapper, rows, categories: null, ids: null, paged: false, findings: [] };
}

const EMPTY: WrappedRows = {
  wrapper: 'empty',
  rows: [],
  categories: null,
  ids: null,
  paged: false,
  findings: [],
};

/** `[…]`: services, or groups that each hold a list of services. */
function fromArray(value: Json[]): WrappedRows {
  if (value.length === 0) return EMPTY;
  const first = value.find(isObject);
  if (first !== undefined && !looksLikeService(first)) {
    // The first group may be empty.
    for (const group of value.slice(0, SAMPLE).filter(isObject)) {
      const listKey =
        Object.keys(group).find((key) => holdsServices(group[key])) ??
        Object.keys(group).find((key) => holdsGroups(group[key]));
      if (listKey !== undefined) return fromGroups(value, listKey);
    }
  }
  if (first === undefined && value.every((each) => Array.isArray(each))) {
    const rows = value.flat();
    if (rows.some(isObject)) return plain('array', rows);
  }
  return plain('array', value);
}

/** `[{name: "Instagram", services: […]}, …]`: as an object keyed by category. The services may be keyed by id. */
function fromGroups(groups: Json[], listKey: string): WrappedRows {
  const rows: Json[] = [];
  const categories: (string | null)[] = [];
  const ids: string[] = [];
  for (const group of groups) {
    const list = isObject(group) ? group[listKey] : undefined;
    if (!isObject(group) || typeof list !== 'object' || list === null) {
      rows.push(group);
      categories.push(null);
      ids.push('');
      continue;
    }
    const inner = Array.isArray(list) ? fromArray(list) : fromIds(Object.entries(list));
    const name = nameOfGroup(group);
    for (const [at, row] of inner.rows.entries()) {
      const within = inner.categories?.[at] ?? null;
      rows.push(row);
      categories.push(within === null || name === null ? (within ?? name) : `${name} / ${within}`);
      ids.push(inner.ids?.[at] ?? '');
    }
  }
  const keyed = ids.some((id) => id !== '');
  return { wrapper: 'by_category', rows, categories, ids: keyed ? ids : null, paged: false, findings: [] };
}

/** `{status, data: …}` and its relatives. */
function fromContainer(holder: JsonObject, key: string, inner: Json, depth: number): WrappedRows | null {
  const name = key.toLowerCase();
  if (Array.isArray(inner)) {
    if (inner.length > 0 && !inner.some((each) => typeof each === 'object' && each !== null)) return null;
    if (inner.length === 0 && refuses(holder)) return null;
    const found = fromArray(inner);
    return {
      ...found,
      wrapper: found.wrapper === 'array' ? name : found.wrapper,
      paged: hasMorePages(holder),
    };
  }
  if (typeof inner === 'string') {
    if (/^\s*[[{]/u.test(inner)) {
      const read = readJsonText(inner);
      if (isFailure(read)) return null;
      const found = findRows(read.value, depth + 1);
      if (found === null) return null;
      const findings = [JSON_IN_STRING, ...read.findings, ...found.findings];
      return { ...found, wrapper: found.wrapper === 'array' ? name : found.wrapper, findings };
    }
    return accepts(holder) && SAYS_EMPTY.test(inner) ? EMPTY : null;
  }
  if (inner === null) return accepts(holder) ? EMPTY : null;
  if (!isObject(inner)) return null;
  if (Object.keys(inner).length === 0) return refuses(holder) ? null : EMPTY;
  const found = findRows(inner, depth + 1);
  if (found === null) return null;
  return { ...found, paged: found.paged || hasMorePages(holder) || hasMorePages(inner) };
}

const JSON_IN_STRING = finding({ code: 'json_in_string', severity: 'warning', values: { whole: false } });
const SAYS_EMPTY =
  /^\s*$|empty|no (?:services?|data|records?|results?)|kosong|tidak ada|boş|bulunamad|пуст|нет |vac[ií]o|vazio|فارغ/iu;

/** `{status: "success"}`, `{success: true}`, `{result: 1}`. */
function accepts(holder: JsonObject): boolean {
  return ['status', 'success', 'result', 'response'].some((key) => {
    const said = holder[key];
    return (
      said === true ||
      said === 1 ||
      said === 200 ||
      (typeof said === 'string' && /^(?:success|ok|true|1|200)$/iu.test(said))
    );
  });
}

function refuses(holder: JsonObject): boolean {
  return (
    Boolean(holder['error']) ||
    ['status', 'success'].some((key) => {
      const said = holder[key];
      return (
        said === false || said === 0 || (typeof said === 'string' && /^(?:fail|error|false|0)/iu.test(said))
      );
    })
  );
}

/** `last_page: 3`, beside the list or in `meta`, `links`, `pagination`. */
function hasMorePages(holder: JsonObject): boolean {
  const last = holder['last_page'] ?? holder['total_pages'] ?? holder['lastPage'] ?? holder['totalPages'];
  const next = holder['next_page_url'] ?? holder['next'];
  if ((typeof last === 'number' && last > 1) || (typeof next === 'string' && next !== '')) return true;
  return ['meta', 'links', 'pagination'].some((key) => {
    const about = holder[key];
    return isObject(about) && hasMorePages(about);
  });
}

/** An object keyed by category (lists, or objects that hold a catalog), or by id (services). */
function fromKeyed(value: JsonObject, keys: string[], depth: number): WrappedRows | null {
  const groups: [string, JsonObject | Json[]][] = [];
  const objects: [string, JsonObject][] = [];
  const lists: [string, Json[]][] = [];
  for (const key of keys) {
    const inner = value[key];
    if (typeof inner !== 'object' || inner === null) continue;
    if (NOT_ROWS.has(key.toLowerCase()) && !holdsServices(inner)) continue;
    groups.push([key, inner]);
    if (!Array.isArray(inner)) objects.push([key, inner]);
    else if (inner.some(isObject)) lists.push([key, inner]);
  }
  const [first] = lists;
  if (first !== undefined && lists.length === 1 && objects.length === 0) {
    const found = fromArray(first[1]);
    if (found.wrapper === 'by_category') return found;
    // One list beside plain facts is a wrapper under a name of its own.
    if (keys.length > 1) return { ...found, wrapper: first[0].toLowerCase() };
  }
  if (lists.length > 0) return fromCategories(groups, depth);
  const sample = objects.slice(0, SAMPLE);
  const services = sample.filter(([, inner]) => looksLikeService(inner));
  if (services.length > 0 && services.length * 2 >= sample.length) return fromIds(objects);
  return sample.some(([, inner]) => findRows(inner, depth + 1) !== null)
    ? fromCategories(groups, depth)
    : null;
}

/** `{"12": {…}, "13": {…}}`. A list with holes becomes such an object in PHP, too: then its keys say nothing. */
function fromIds(objects: [string, Json][]): WrappedRows {
  const isList = objects.every(([key], at) => key === String(at));
  return {
    wrapper: 'by_id',
    rows: objects.map(([, row]) => row),
    categories: null,
    ids: isList ? null : objects.map(([key]) => key),
    paged: false,
    findings: [],
  };
}

/** `{"Likes": […]}`, `{"Likes": {"12": {…}}}`, `{"ig": {"name": "Instagram", "services": …}}`. */
function fromCategories(groups: [string, JsonObject | Json[]][], depth: number): WrappedRows {
  const rows: Json[] = [];
  const categories: (string | null)[] = [];
  const ids: string[] = [];
  const findings: Finding[] = [];
  for (const [key, group] of groups) {
    const named = Array.isArray(group) ? undefined : (group['name'] ?? group['title']);
    const found = Array.isArray(group) ? plain('array', group) : findRows(group, depth + 1);
    const inner = found ?? plain('array', [group]);
    const outer = typeof named === 'string' ? named : key;
    findings.push(...inner.findings);
    for (const [at, row] of inner.rows.entries()) {
      rows.push(row);
      // Groups within groups, as platform and kind: both say something.
      const within = inner.categories?.[at] ?? null;
      categories.push(within === null ? outer : `${outer} / ${within}`);
      ids.push(inner.ids?.[at] ?? '');
    }
  }
  return {
    wrapper: 'by_category',
    rows,
    categories,
    ids: ids.some((id) => id !== '') ? ids : null,
    paged: false,
    findings,
  };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of services, or an object that keys them. */
function holdsServices(value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const sample = Array.isArray(value) ? value.slice(0, SAMPLE) : Object.values(value).slice(0, SAMPLE);
  return sample.some((each) => isObject(each) && looksLikeService(each));
}

/** A list of groups that hold services themselves: platforms with categories. */
function holdsGroups(value: Json | undefined): boolean {
  if (!Array.isArray(value)) return false;
  return value.slice(0, SAMPLE).some((each) => isObject(each) && Object.values(each).some(holdsServices));
}
