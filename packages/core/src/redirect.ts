/**
 * Whether a redirect may be followed with a key in hand: only within one registrable domain, never from https down to
 * http, always as the POST that it was. Each hop then passes the `Post` anew, with its own checks.
 */
import { getDomain } from 'tldts';
import { failure } from './explanations.ts';
import type { Failure } from './outcome.ts';
import { readTargetUrl, shownUrl } from './target-url.ts';

/** The statuses that name another address for the same request. 300 and 304 do not. */
export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** Where the reply's `location` leads, seen from the address that was asked; or why it is not followed. */
export function nextHop(from: URL, location: string | undefined): URL | Failure {
  if (location === undefined || location.trim() === '') return refused('the redirect names no address');
  const absolute = resolve(location.trim(), from);
  if (absolute === null) return refused('the redirect names an address that cannot be read');
  const to = readTargetUrl(absolute);
  if (!(to instanceof URL))
    return refused(`the redirect leads to an address of a forbidden form (${to.code})`);
  to.hash = '';
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    return refused(`leads from https down to http: ${shownUrl(to)}`);
  }
  if (!sameOwner(from.hostname, to.hostname)) return refused(`leads to another domain: ${shownUrl(to)}`);
  return to;
}

/** Private suffixes count: two shops on one hosting platform (`a.pages.dev`, `b.pages.dev`) are two owners. */
function sameOwner(from: string, to: string): boolean {
  if (from === to) return true;
  const domain = getDomain(from, { allowPrivateDomains: true });
  return domain !== null && domain === getDomain(to, { allowPrivateDomains: true });
}

function resolve(location: string, base: URL): string | null {
  if (/[\\\p{Cc}]/u.test(location)) return null;
  try {
    return new URL(location, base).href;
  } catch {
    return null; // The caller says what is wrong with it.
  }
}

const refused = (detail: string): Failure => failure('http', 'redirect_refused', { evidence: { detail } });
