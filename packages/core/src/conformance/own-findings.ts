/** Findings that only the comparison with the standard makes: the reply was read well, but not because it followed. */
import type { Catalog, Finding } from '../catalog.ts';
import type { ExchangeFacts } from '../client.ts';
import type { Observation } from '../conformance.ts';
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
    found.push({
      code: 'redirected',
      severity: 'info',
      message: 'The API URL redirects, which costs a request each time.',
      example: redirect,
    });
  }
  if (facts.httpStatus !== null && (facts.httpStatus < 200 || facts.httpStatus > 299)) {
    found.push({
      code: 'status_not_ok',
      severity: 'warning',
      message: `The answer comes with status ${facts.httpStatus}, which says that it is none.`,
      example: `HTTP ${facts.httpStatus}`,
    });
  }
  if (!/\bjson\b/i.test(facts.contentType ?? '')) {
    found.push({
      code: 'not_declared_json',
      severity: 'info',
      message: 'The header of the reply does not say that it is JSON.',
      example: `Content-Type: ${facts.contentType ?? '(none)'}`,
    });
  }
  return found;
}

/** About where the parameters travel, and who can read them on the way. */
export function aboutTransport(url: string, transport: ExchangeFacts['transport']): Finding[] {
  const found: Finding[] = [];
  if (transport === 'body+query') {
    found.push({
      code: 'parameters_in_query_only',
      severity: 'warning',
      message:
        'The parameters are read from the URL only, so the key ends up in the access logs of every server on the way.',
    });
  }
  if (isOpenToReaders(url)) {
    found.push({
      code: 'plain_http',
      severity: 'warning',
      message: 'The API is served without encryption.',
      example: url,
    });
  }
  return found;
}

/** About what the two replies say. */
export function findingsOfReplies(seen: Observation): (Finding & { action: Action })[] {
  const services = aboutDialect(seen.dialect).map((finding) => ({ ...finding, action: 'services' as const }));
  return [...services, ...aboutBalance(seen), ...aboutServices(seen)];
}

export function aboutDialect(dialect: string | undefined): Finding[] {
  if (dialect === undefined) return [];
  const message = `The API was asked in the words of the dialect ${dialect}; in those of the standard it is not read.`;
  return [{ code: 'asked_in_dialect', severity: 'error', message }];
}

function aboutBalance({ balance }: Observation): (Finding & { action: Action })[] {
  if (!balance.balance.present) return [];
  const { currency, currencyTrust, currencySaid } = balance.balance;
  if (currencyTrust === 'unsaid') {
    const message = 'The reply to balance does not name the currency, so nobody can compare the rates.';
    return [{ action: 'balance', code: 'no_currency', severity: 'info', message }];
  }
  if (currencyTrust !== 'doubtful') return [];
  const message =
    currency === null
      ? `The currency "${currencySaid ?? ''}" leaves open which one is meant.`
      : `The currency ${currency} is doubtful: one family of panel software writes it whatever the shop uses.`;
  return [
    {
      action: 'balance',
      code: 'doubtful_currency',
      severity: 'info',
      message,
      field: 'currency',
      ...(currencySaid === null ? {} : { example: `currency: ${currencySaid}` }),
    },
  ];
}

function aboutServices({ services }: Observation): (Finding & { action: Action })[] {
  if (services === null) {
    const message = 'The services were not asked for, since the first request had not come through.';
    return [{ action: 'services', code: 'not_asked', severity: 'info', message }];
  }
  const { catalog } = services;
  return catalog === undefined
    ? []
    : aboutCatalog(catalog).map((finding) => ({ ...finding, action: 'services' as const }));
}

/** About how the services stand in the reply, and what their fields are called. */
export function aboutCatalog(catalog: Catalog): Finding[] {
  const found: Finding[] = [];
  if (catalog.services.length === 0) {
    found.push({ code: 'empty_catalog', severity: 'warning', message: 'The catalog is empty.' });
  } else if (catalog.wrapper !== 'array') {
    const message = `The services are not the reply itself, an array, but wrapped (${catalog.wrapper}).`;
    found.push({ code: 'wrapped', severity: 'info', message, example: wrapperShown(catalog) });
  }
  const [note] = catalog.notes;
  if (note !== undefined) {
    found.push({
      code: 'rows_not_services',
      severity: 'info',
      message: 'Some rows are headings, separators or advertisements instead of services.',
      position: note.position,
      count: catalog.notes.length,
      example: note.text,
    });
  }
  const samples = new Map(fieldsUnderstood(catalog).map(({ meaning, sample }) => [meaning, sample]));
  for (const [meaning, names] of STANDARD_NAMES) {
    // What an older version kept knows fewer meanings.
    const field = catalog.fields[meaning] ?? null;
    if (field === null || names.includes(field)) continue;
    const example = `${field}: ${samples.get(meaning) ?? ''}`;
    const message = `The field ${field} was understood as ${meaning}; the standard calls it ${names.join(' or ')}.`;
    found.push({ code: 'field_name_not_standard', severity: 'info', message, field, example });
  }
  return found;
}

/** Where the services stand in the reply. */
function wrapperShown({ wrapper, services }: Catalog): string {
  const [first] = services;
  if (wrapper === 'by_category') return `services under "${first?.category ?? ''}"`;
  if (wrapper === 'by_id') return `{"${first?.id ?? ''}": {…}, …}`;
  return wrapper === 'single' ? '{…}' : `{"${wrapper}": […]}`;
}

/** Without encryption, and with a network in between: nobody listens on the way to one's own machine. */
function isOpenToReaders(url: string): boolean {
  if (!url.startsWith('http:')) return false;
  const { hostname } = new URL(url);
  return !(hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.'));
}
