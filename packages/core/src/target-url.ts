/** Whether an address may be asked at all, as far as its spelling tells. Where it leads is for the `Post` to check. */
import { failure } from './explanations.ts';
import { URL_CHARS_MAX } from './limits.ts';
import type { Failure } from './outcome.ts';

/** Reads the address of an API: its normal form, or why it is refused (`target` stage). */
export function readTargetUrl(text: string): URL | Failure {
  const written = text.trim();
  // The URL parser silently drops line breaks and turns backslashes into slashes: what is shown would not be what is asked.
  if (written === '' || written.length > URL_CHARS_MAX || /[\\\s\p{Cc}]/u.test(written)) {
    return failure('target', 'invalid_url');
  }
  const url = URL.parse?.(written) ?? parseUrl(written);
  if (url === null) return failure('target', 'invalid_url');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return failure('target', 'unsupported_scheme', { evidence: { detail: url.protocol } });
  }
  if (url.username !== '' || url.password !== '') return failure('target', 'credentials_in_url');
  if (url.hostname === '') return failure('target', 'invalid_url');
  return url;
}

/** An address as it may be shown: without query and fragment, where keys travel. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null; // Not an address: the caller says so.
  }
}
