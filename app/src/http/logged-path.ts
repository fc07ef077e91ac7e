/** Addresses as logs may hold them: what opens a private page is left out. */
import { ROUTES } from '../urls.ts';

const PRIVATE = [ROUTES.testReport, ROUTES.submission].map((path) => path.slice(0, path.indexOf(':')));

export function loggedPath(path: string): string {
  const prefix = PRIVATE.find((start) => path.startsWith(start));
  return prefix === undefined ? path : `${prefix}…${path.slice(prefix.length).replace(/^[^/]*/, '')}`;
}
