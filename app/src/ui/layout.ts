/** The frame around every page. */
import { ASSETS } from '../assets/manifest.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/languages.ts';
import type { Reader } from '../i18n/reader.ts';
import type { Viewer } from '../panels/queries.ts';
import { layoutWords } from './layout.words.ts';
import { html, type Markup } from './markup.ts';
import { palette } from './palette.ts';
import { searchBox } from './search-box.ts';
import { STATE_SHAPES } from './states.ts';
import { moment } from './time.ts';

export interface Frame {
  /** Before the name of the site in the window's title; absent on the front page. */
  title?: string;
  reader: Reader;
  viewer: Viewer;
  /** When what the page says was read from the database. */
  now: Date;
  /** The part of the site that the page belongs to. */
  section?: 'panels' | 'services' | 'changes' | 'about' | 'operator';
  /** A page that has a search of its own needs no second one. */
  hasSearch?: boolean;
  /** Set while the page waits for something that is under way: with JavaScript it looks again this often. */
  liveSeconds?: number | false;
  /** Whether it shows charts: only then their script is loaded. */
  hasCharts?: boolean;
  /** Not for search engines. */
  isPrivate?: boolean;
}

export function page(frame: Frame, body: Markup | Markup[]): Markup {
  const { reader, viewer, now, section } = frame;
  const { say } = reader;
  const link = (name: Frame['section'], address: string, words: string): Markup =>
    html`<a href="${address}" ${section === name && html` aria-current="page"`}>${words}</a>`;
  return html`<!doctype html>
    <html lang="${reader.language}" dir="${reader.dir}" data-now="${now.toISOString()}">
      <head>
        <meta charset="utf-8" />
        <title>${frame.title === undefined ? say(layoutWords.title) : `${frame.title} · smmwatch`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fcfcfb" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#121417" />
        <meta name="description" content="${say(layoutWords.description)}" />
        ${frame.isPrivate === true && html`<meta name="robots" content="noindex" />`} ${PAINT_WHOLE}
        <link rel="stylesheet" href="${ASSETS.css.address}" />
        <link rel="icon" type="image/svg+xml" href="${ASSETS.icon.address}" />
        <script type="module" src="${ASSETS.script.address}"></script>
        ${frame.hasCharts === true && html`<script type="module" src="${ASSETS.chart.address}"></script>`}
      </head>
      <body>
        <a class="skip" href="#main">${say(layoutWords.skip)}</a>
        ${STATE_SHAPES}
        <header class="site-head">
          <a class="wordmark" href="${reader.href('home')}"
            >${MARK}<span>smm<i>watch</i></span></a
          >
          ${frame.hasSearch !== true && searchBox({ reader, action: reader.href('services'), label: say(layoutWords.searchAll) })}
          <nav class="site-nav" aria-label="${say(layoutWords.site)}">
            ${link('panels', reader.href('panels'), say(layoutWords.panels))}
            ${link('services', reader.href('services'), say(layoutWords.services))}
            ${link('changes', reader.href('changes'), say(layoutWords.changes))}
            ${link('about', reader.href('about'), say(layoutWords.about))}
            ${viewer === 'operator' && link('operator', reader.href('operator'), say(layoutWords.operator))}
          </nav>
        </header>
        <main
          id="main"
          ${frame.liveSeconds !== undefined && frame.liveSeconds !== false && html` data-live="${frame.liveSeconds}"`}
        >
          ${body}
        </main>
        <footer id="foot" class="site-foot">
          <p>${reader.mark(layoutWords.asOf, { moment: moment(reader, now) })}</p>
          <p>
            ${say(layoutWords.observer)} <a href="${reader.href('status')}">${say(layoutWords.status)}</a>
          </p>
          ${languageChoice(reader)}
        </footer>
        ${palette(reader)}
      </body>
    </html>`;
}

/** The same page in every language: plain links, each in the words of those whom it concerns. */
function languageChoice(reader: Reader): Markup {
  return html`<nav class="languages" aria-label="${reader.say(layoutWords.languages)}">
    ${LANGUAGES.map(
      (language) =>
        html`<a
          href="${reader.inLanguage(language, reader.here)}"
          lang="${language}"
          hreflang="${language}"
          rel="alternate"
          ${language === reader.language && html` aria-current="true"`}
          >${LANGUAGE_NAMES[language]}</a
        > `,
    )}
  </nav>`;
}

/** Columns find their widths once: nothing is painted before the last row is there. */
const PAINT_WHOLE = html`<link rel="expect" href="#foot" blocking="render" />`;

/** A rate that moves in steps, seen through a lens. The same drawing as the favicon. */
const MARK = html`<svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
  <circle cx="16" cy="16" r="15" fill="currentColor" />
  <path d="M1 20.5h9v-8h7v5h6v-8h8" fill="none" stroke="var(--paper)" stroke-width="2.8" />
</svg>`;
