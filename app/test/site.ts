/** The whole site over a test's database, asked without a socket. */
import { createSite } from '../src/http/server.ts';
import { openLog } from '../src/log.ts';
import { createLink } from '../src/operator/sign-in.ts';
import { openVault } from '../src/panels/vault.ts';
import type { TestDatabase } from './database.ts';

export const ORIGIN = 'http://site.test';

export interface TestSite {
  get: (path: string) => Promise<{ status: number; text: string }>;
  post: (
    path: string,
    form?: Record<string, string>,
  ) => Promise<{ status: number; text: string; location: string | null }>;
}

/** Every page is made anew unless a test wants them kept. A browser needs a site that does not know its public address. */
export function siteOf(test: TestDatabase, pagesKeptMs = 0, publicUrl: string | null = ORIGIN) {
  const site = createSite({
    config: { ...test.config, publicUrl: publicUrl ?? undefined },
    db: test.db,
    vault: openVault(test.config),
    log: openLog(test.config),
    pagesKeptMs,
  });

  const as = (cookie: string): TestSite => ({
    async get(path) {
      const reply = await site.request(ORIGIN + path, { headers: { cookie } });
      return { status: reply.status, text: tight(await reply.text()) };
    },
    async post(path, form = {}) {
      const reply = await site.request(ORIGIN + path, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { cookie, origin: ORIGIN },
      });
      return {
        status: reply.status,
        text: tight(await reply.text()),
        location: reply.headers.get('location'),
      };
    },
  });

  return {
    site,
    visitor: as(''),
    /** Signs in with a fresh link. */
    async operator(): Promise<TestSite & { cookie: string }> {
      const token = await createLink({ db: test.db });
      const reply = await site.request(`${ORIGIN}/operator/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ token }),
        headers: { origin: ORIGIN },
      });
      const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
      return { ...as(cookie), cookie };
    },
  };
}

/** Without the space inside of tags and around blocks, which says nothing and would stand in the way of every expectation. */
function tight(markup: string): string {
  return markup
    .replace(/\s+/g, ' ')
    .replaceAll(' >', '>')
    .replace(/ ?(<\/?(?:td|th|tr|dd|dt|div|li|p|section|small)\b[^>]*>) ?/g, '$1');
}
