/**
 * What is sent to a panel: one POST with every alias of the API Standard in its form. Only `balance` and `services`
 * are ever asked, since some panel scripts run destructive actions for anyone who names them.
 */
import { dialectWords } from './dialects.ts';
import type { PanelRequest } from './post.ts';
import { VERSION } from './version.ts';

/** The two read-only actions. */
export type Action = 'balance' | 'services';

/**
 * Where the parameters travel: the form body, which every panel software reads, or the URL as well, which the example of
 * the API Standard shows. A key in a URL ends up in access logs, so the body comes first.
 */
export type Transport = 'body' | 'body+query';

/** Whom to ask, and with which key. */
export interface PanelTarget {
  /** The API URL as the panel states it. */
  url: string;
  /** A secret: it leaves this package only inside a request to the panel. */
  key: string;
  /** The transport that worked last time; unknown means that the body is tried first. */
  transport?: Transport;
  /** A word-only dialect by its name in `WORD_DIALECTS`; absent is the standard. */
  dialect?: string;
}

/** The parameters, every alias at once: the standard's table says `api_token`, its example `api_tokens`. */
export function panelParameters(
  action: Action,
  key: string,
  dialect?: string,
): [name: string, value: string][] {
  const words = dialectWords(dialect);
  const word = words?.actions[action] ?? action;
  return [
    ['action', word],
    ['actionType', word],
    ['key', key],
    ['apiKey', key],
    ['api_token', key],
    ['api_tokens', key],
    ...(words?.keyNames ?? []).map((name): [string, string] => [name, key]),
  ];
}

/** The headers of every request. A browser or runtime that sets its own `accept-encoding` or `user-agent` may override these. */
export function panelHeaders(userAgent = defaultUserAgent()): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': 'gzip, deflate, br, zstd',
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': userAgent,
  };
}

/** An honest name with its version, and where to complain when the caller has such a place. */
export function defaultUserAgent(contactUrl?: string): string {
  return `smmwatch/${VERSION}${contactUrl === undefined ? '' : ` (+${contactUrl})`}`;
}

/** Builds the POST for one action. Its body, and with `body+query` its URL too, hold the key: never log them. */
export function panelRequest(
  url: string,
  target: PanelTarget,
  action: Action,
  transport: Transport,
  userAgent?: string,
): PanelRequest {
  const parameters = panelParameters(action, target.key, target.dialect);
  return {
    url: transport === 'body' ? withoutFragment(url) : withQuery(url, parameters),
    headers: panelHeaders(userAgent),
    body: new URLSearchParams(parameters).toString(),
  };
}

function withoutFragment(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  return parsed.href;
}

/** A redirect usually repeats the query that it was given, so parameters replace those of the same name. */
function withQuery(url: string, parameters: [string, string][]): string {
  const parsed = new URL(withoutFragment(url));
  for (const [name, value] of parameters) parsed.searchParams.set(name, value);
  return parsed.href;
}
