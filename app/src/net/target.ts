/**
 * Where a URL leads, read before anything is looked up or sent. Browsers forgive many spellings of a URL; every
 * one of them that a person would not type is refused here, because a guard and a client that forgive differently
 * are how guards are passed.
 */
import type { Failure } from 'smmwatch';
import { forbiddenBecause, parseAddress } from './addresses.ts';
import { allowsHost, type AllowList } from './allow-list.ts';
import { failureAt } from './failures.ts';

/** One place to connect to, and what to ask for there. */
export interface Target {
  scheme: 'http' | 'https';
  /** The host of the API URL in lower-case ASCII, an IPv6 address without its brackets. */
  host: string;
  port: number;
  /** Path and query. May hold a key: never log it. */
  path: string;
  /** Whether `host` is an address, so that there is nothing to look up. */
  isAddress: boolean;
  /** Whether the operator allows this host and port by name. */
  isAllowed: boolean;
}

/**
 * Where web servers listen: the two standard ports, their customary alternatives, and those that Cloudflare
 * forwards without being a control panel's.
 */
export const WEB_PORTS: readonly number[] = [80, 443, 2052, 2053, 8000, 8008, 8080, 8081, 8443, 8880, 8888];

/** Longer than any panel's URL; the query of the second transport holds the key several times. */
const URL_LENGTH_MAX = 4096;

export interface TargetPolicy {
  allow: AllowList;
  ports: readonly number[];
}

export function readTarget(text: string, policy: TargetPolicy): Target | Failure {
  const oddity = spelledOddly(text);
  if (oddity !== null) return failureAt('target', 'invalid_url', undefined, oddity);

  const { scheme, authority } = split(text);
  if (scheme !== 'http' && scheme !== 'https') return failureAt('target', 'unsupported_scheme', scheme);
  if (authority.includes('@')) return failureAt('target', 'credentials_in_url');
  if (authority === '') return failureAt('target', 'invalid_url', undefined, 'The API URL has no host.');

  const written = authority.replace(/:\d*$/, '').toLowerCase();
  if (written.startsWith('[') && written.includes('%'))
    return forbidden(written, 'an IPv6 address with a zone, which leads into a local network');
  if (written.includes('%'))
    return failureAt(
      'target',
      'invalid_url',
      undefined,
      'The host of the API URL must not be percent-encoded.',
    );

  const url = URL.parse(text);
  if (url === null)
    return failureAt('target', 'invalid_url', undefined, 'The API URL cannot be read as a URL.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port);
  const isAddress = parseAddress(host) !== null;
  const isAllowed = allowsHost(policy.allow, host, port);

  const wrongHost = isAddress ? wrongAddress(host, written, isAllowed) : wrongName(host, written, isAllowed);
  if (wrongHost !== null) return wrongHost;
  if (!isAllowed && !policy.ports.includes(port))
    return failureAt('target', 'forbidden_port', `${host}:${port}`);
  return { scheme, host, port, path: url.pathname + url.search, isAddress, isAllowed };
}

function spelledOddly(text: string): string | null {
  if (text.length > URL_LENGTH_MAX) return `The API URL is longer than ${URL_LENGTH_MAX} characters.`;
  if (text.includes('\\')) return 'The API URL holds a backslash.';
  // Everything that is invisible or breaks a line; the URL parser would drop tabs and line ends silently.
  if (/[\p{Cc}\p{Cf}\p{Z}\p{Cs}]/u.test(text)) return 'The API URL holds a space or an invisible character.';
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return 'The API URL has to begin with http:// or https://.';
  // "http:host" and "http:///host" reach "host" in forgiving parsers.
  if (/^https?:(?!\/\/[^/])/i.test(text))
    return 'The API URL has to begin with http:// or https:// and a host.';
  return null;
}

function split(text: string): { scheme: string; authority: string } {
  const scheme = text.slice(0, text.indexOf(':')).toLowerCase();
  const authority = text.slice(scheme.length + 3).split(/[/?#]/, 1)[0] ?? '';
  return { scheme, authority };
}

function wrongAddress(host: string, written: string, isAllowed: boolean): Failure | null {
  // 2130706433, 0x7f.1, 0177.0.0.1, 127.1 and full-width digits all become 127.0.0.1: only the plain form is taken.
  if (!host.includes(':') && host !== written) return forbidden(host, 'an address in disguise');
  if (isAllowed) return null;
  const reason = forbiddenBecause(host);
  return reason === null ? null : forbidden(host, reason);
}

/** Names that lead into a local network or nowhere: RFC 6761, 6762, 7686, 8375, 9476, and ICANN's .internal. */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|arpa|onion|alt|test|invalid)$/;

function wrongName(host: string, written: string, isAllowed: boolean): Failure | null {
  if (host.endsWith('.') || written.endsWith('.'))
    return failureAt('target', 'invalid_url', undefined, 'The host of the API URL must not end with a dot.');
  if (host.length > 253 || !host.split('.').every((label) => /^[a-z0-9_-]{1,63}$/.test(label)))
    return failureAt('target', 'invalid_url', undefined, 'The host of the API URL is not a valid name.');
  if (isAllowed) return null;
  if (!host.includes('.') || LOCAL_NAME.test(host)) return forbidden(host, 'a name of a local network');
  return null;
}

export function forbidden(place: string, reason: string): Failure {
  return failureAt('target', 'forbidden_address', `${place}: ${reason}`);
}
