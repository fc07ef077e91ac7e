/** What the command palette asks: pages, panels and services by a part of their name, as a few lines of JSON. */
import { Hono } from 'hono';
import type { Database } from '../db/open.ts';
import type { SiteEnv } from '../http/env.ts';
import { typedText } from '../http/query.ts';
import type { Reader } from '../i18n/reader.ts';
import { panelsNamed } from '../panels/queries.ts';
import { readSearch } from '../search/asked.ts';
import { resolve } from '../search/nearest-word.ts';
import { search } from '../search/search.ts';
import { paletteWords } from '../ui/palette.words.ts';
import { ROUTES, serviceSegment } from '../urls.ts';
import { findWords } from './find.words.ts';

interface FoundItem {
  href: string;
  text: string;
  /** What it is: a page, a panel, or the panel that sells the service. */
  hint: string;
}

const PANELS_FOUND = 6;
const SERVICES_FOUND = 8;
/** A single letter is in every name: services are looked for from the second on. */
const SERVICE_LETTERS_MIN = 2;

export function findRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();

  routes.get(ROUTES.find, async (c) => {
    const { reader, viewer } = c.var;
    const query = typedText(c.req.query('q')).trim();
    const asked = readSearch({ q: [query] }, 'changed').search;
    const [panels, services] = await Promise.all([
      query === '' ? [] : panelsNamed(db, viewer, query, PANELS_FOUND),
      query.length < SERVICE_LETTERS_MIN
        ? []
        : resolve(db, asked).then(async (resolved) => (await search(db, viewer, resolved.search)).rows),
    ]);
    const items: FoundItem[] = [
      ...pages(reader, query),
      ...panels.map(({ slug, name }) => ({
        href: reader.href('panel', { panel: slug }),
        text: name,
        hint: reader.say(paletteWords.panel),
      })),
      ...services.slice(0, SERVICES_FOUND).map(({ panelSlug, panelName, serviceId, name }) => ({
        href: reader.href('panelService', { panel: panelSlug, service: serviceSegment(serviceId) }),
        text: name,
        hint: panelName,
      })),
      ...searchFor(reader, query),
    ];
    return c.json({ items });
  });

  return routes;
}

function pages(reader: Reader, query: string): FoundItem[] {
  const known = [
    [reader.href('home'), findWords.home],
    [reader.href('panels'), findWords.panels],
    [reader.href('services'), findWords.services],
    [reader.href('status'), findWords.status],
    [reader.href('about'), findWords.about],
  ] as const;
  const wanted = query.toLocaleLowerCase(reader.language);
  return known.flatMap(([href, words]) => {
    const text = reader.say(words);
    const matches = text.toLocaleLowerCase(reader.language).includes(wanted);
    return matches ? [{ href, text, hint: reader.say(paletteWords.page) }] : [];
  });
}

/** The way to everything else that was found. */
function searchFor(reader: Reader, query: string): FoundItem[] {
  if (query === '') return [];
  const text = reader.say(paletteWords.searchFor, { words: query });
  return [{ href: reader.href('services', { q: query }), text, hint: '' }];
}
