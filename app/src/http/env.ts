import type { Reader } from '../i18n/reader.ts';
import type { Viewer } from '../panels/queries.ts';

/** What every handler knows of the request, set before it is reached. */
export interface SiteEnv {
  Variables: { viewer: Viewer; reader: Reader };
}

/** Holds the operator's session token: HttpOnly, SameSite=Lax, and Secure where the site is reached over https. */
export const SESSION_COOKIE = 'smmwatch_session';
