/** Findings that only the comparison with the standard makes: the reply was read well, but not because it followed. */
import type { Catalog, Finding } from '../catalog.ts';
import type { ExchangeFacts } from '../client.ts';
import type { Observation } from '../conformance.ts';
import { finding } from '../finding-sentences.ts';
import type { Outcome } from '../outcome.ts';
import type { Action } from '../request.ts';
import { fieldsUnderstood, STANDARD_NAMES } from './understood.ts';

/** About how one action was answered, whatever the answer. */
export function findingsOfExchange(
  seen: Observation,
  facts: ExchangeFacts & { outcome: Outcome },
): Finding[] {
  if (facts.outcome.stage !== 'ok') return [];
  const [redirect] = facts.redirects;
  const found = aboutTransport(seen.url, facts.transport).filter(
    // Where it leads on, the address that it leads to is the one that counts.
    ({ code }) => code !== 'plain_http' || redirect === undefined,
  );
  if (redirect !== undefined) {
    found.push(finding({ code: 'redirected', severity: 'info', example: redirect }));
  }
  if (facts.httpStatus !== null && (facts.httpStatus < 200 || facts.httpStatus > 299)) {
    const values = { status: facts.httpStatus };
    const example = `HTTP ${facts.httpStatus}`;
    found.push(finding({ code: 'status_not_ok', severity: 'warning', values, example }));
  }
  if (!/\bjson\b/i.test(facts.contentType ?? '')) {
    const example = `Content-Type: ${facts.contentType ?? '–'}`;
    found.push(finding({ code: 'not_declared_json', severity: 'info', example }));
  }
  return found;
}

/** About where the parameters travel, and who can read them on the way. */
export function aboutTransport(url: string, transport: ExchangeFacts['transport']): Finding[] {
  const found: Finding[] = [];
  if (transport === 'body+query') {
    found.push(finding({ code: 'parameters_in_query_only', severity: 'warning' }));
  }
  if (isOpenToReaders(url)) {
    found.push(finding({ code: 'plain_http', severity: 'warning', example: url }));
  }
  return found;
}

/** About what the two replies say. */
export function findingsOfReplies(seen: Observation): (Finding & { action: Action })[] {
  const services = aboutDialect(seen.dialect).map(ofServices);
  return [...services, ...aboutBalance(seen), ...aboutServices(seen)];
}

export function aboutDialect(dialect: string | undefined): Finding[] {
  if (dialect === undefined) return [];
  return [finding({ code: 'asked_in_dialect', severity: 'error', values: { dialect } })];
}

function aboutBalance({ balance }: Observation): (Finding & { action: Action })[] {
  if (!balance.balance.present) return [];
  const { currency, currencyTrust, currencySaid } = balance.balance;
  if (currencyTrust === 'unsaid') {
    return [{ ...finding({ code: 'no_currency', severity: 'info' }), action: 'balance' }];
  }
  if (currencyTrust !== 'doubtful') return [];
  const found = finding({
    code: 'doubtful_currency',
    severity: 'info',
    values: { known: currency !== null, currency: currency ?? currencySaid ?? '' },
    field: 'currency',
    ...(currencySaid === null ? {} : { example: `currency: ${currencySaid}` }),
  });
  return [{ ...found, action: 'balance' }];
}

function aboutServices({ services }: Observation): (Finding & { action: Action })[] {
  if (services === null) {
    return [ofServices(finding({ code: 'not_asked', severity: 'info' }))];
  }
  const { catalog } = services;
  return catalog === undefined ? [] : aboutCatalog(catalog).map(ofServices);
}

function ofServices(found: Finding): Finding & { action: Action } {
  return { ...found, action: 'services' };
}

/** About how the services stand in the reply, and what their fields are called. */
export function aboutCatalog(catalog: Catalog): Finding[] {
  const found: Finding[] = [];
  if (catalog.services.length === 0) {
    found.push(finding({ code: 'empty_catalog', severity: 'warning' }));
  } else if (catalog.wrapper !== 'array') {
    found.push(finding({ code: 'wrapped', severity: 'info', example: wrapperShown(catalog) }));
  }
  const [note] = catalog.notes;
  if (note !== undefined) {
    const { position, text: example } = note;
    const count = catalog.notes.length;
    found.push(finding({ code: 'rows_not_services', severity: 'info', position, count, example }));
  }
  const samples = new Map(fieldsUnderstood(catalog).map(({ meaning, sample }) => [meaning, sample]));
  for (const [meaning, names] of STANDARD_NAMES) {
    // What an older version kept knows fewer meanings.
    const field = catalog.fields[meaning] ?? null;
    if (field === null || names.includes(field)) continue;
    const example = `${field}: ${samples.get(meaning) ?? ''}`;
    const [name, otherName] = names;
    const values = { meaning, name, otherName };
    found.push(finding({ code: 'field_name_not_standard', severity: 'info', values, field, example }));
  }
  return found;
}

/** Where the services stand in the reply. */
function wrapperShown({ wrapper, services }: Catalog): string {
  const [first] = services;
  if (wrapper === 'by_category') return `{"${first?.category ?? ''}": […], …}`;
  if (wrapper === 'by_id') return `{"${first?.id ?? ''}": {…}, …}`;
  return wrapper === 'single' ? '{…}' : `{"${wrapper}": […]}`;
}

/** Without encryption, and with a network in between: nobody listens on the way to one's own machine. */
function isOpenToReaders(url: string): boolean {
  if (!url.startsWith('http:')) return false;
  const { hostname } = new URL(url);
  return !(hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.'));
}
