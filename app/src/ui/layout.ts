/** The frame around every page. */
import { ASSETS } from '../assets/manifest.ts';
import type { Reader } from '../i18n/reader.ts';
import type { Viewer } from '../panels/queries.ts';
import { href } from '../urls.ts';
import { html, type Markup } from './markup.ts';
import { palette } from './palette.ts';
import { searchBox } from './search-box.ts';
import { STATE_SHAPES } from './states.ts';
import { moment } from './time.ts';

export interface Frame {
  /** Before the name of the site in the window's title; absent on the front page. */
  title?: string;
  viewer: Viewer;
  /** Whose language the palette speaks. */
  reader?: Reader;
  /** When what the page says was read from the database. */
  now: Date;
  /** The part of the site that the page belongs to. */
  section?: 'panels' | 'services' | 'about' | 'operator';
  /** A page that has a search of its own needs no second one. */
  hasSearch?: boolean;
  /** Set while the page waits for something that is under way: with JavaScript it looks again this often. */
  liveSeconds?: number | false;
  /** Not for search engines. */
  isPrivate?: boolean;
}

export function page(frame: Frame, body: Markup | Markup[]): Markup {
  const { viewer, now, section } = frame;
  const link = (name: Frame['section'], address: string, words: string): Markup =>
    html`<a href="${address}" ${section === name && html` aria-current="page"`}>${words}</a>`;
  return html`<!doctype html>
    <html lang="en" dir="ltr" data-now="${now.toISOString()}">
      <head>
        <meta charset="utf-8" />
        <title>
          ${frame.title === undefined ? 'smmwatch: what SMM panels sell, and at what price' : `${frame.title} · smmwatch`}
        </title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fcfcfb" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#121417" />
        <meta name="description" content="${DESCRIPTION}" />
        ${frame.isPrivate === true && html`<meta name="robots" content="noindex" />`} ${PAINT_WHOLE}
        <link rel="stylesheet" href="${ASSETS.css.address}" />
        <link rel="icon" type="image/svg+xml" href="${ASSETS.icon.address}" />
        <script type="module" src="${ASSETS.script.address}"></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        ${STATE_SHAPES}
        <header class="site-head">
          <a class="wordmark" href="${href('home')}"
            >${MARK}<span>smm<i>watch</i></span></a
          >
          ${frame.hasSearch !== true && searchBox({ action: href('services'), label: 'Search all services' })}
          <nav class="site-nav" aria-label="Site">
            ${link('panels', href('panels'), 'Panels')} ${link('services', href('services'), 'Services')}
            ${link('about', href('about'), 'About')}
            ${viewer === 'operator' && link('operator', href('operator'), 'Operator')}
          </nav>
        </header>
        <main
          id="main"
          ${frame.liveSeconds !== undefined && frame.liveSeconds !== false && html` data-live="${frame.liveSeconds}"`}
        >
          ${body}
        </main>
        <footer id="foot" class="site-foot">
          <p>As of ${moment(now)}. Rates are as each panel quotes them, in its own currency.</p>
          <p>
            An independent observer: it asks what panels sell, and never orders.
            <a href="${href('status')}">Status of this site</a>
          </p>
        </footer>
        ${frame.reader !== undefined && palette(frame.reader)}
      </body>
    </html>`;
}

const DESCRIPTION =
  'An independent watch site for SMM panels: what they sell, at what price, what changed, and whether their APIs answer.';

/** Columns find their widths once: nothing is painted before the last row is there. */
const PAINT_WHOLE = html`<link rel="expect" href="#foot" blocking="render" />`;

/** A rate that moves in steps, seen through a lens. The same drawing as the favicon. */
const MARK = html`<svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
  <circle cx="16" cy="16" r="15" fill="currentColor" />
  <path d="M1 20.5h9v-8h7v5h6v-8h8" fill="none" stroke="var(--paper)" stroke-width="2.8" />
</svg>`;
