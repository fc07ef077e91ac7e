/** The frame around every page. */
import { ASSETS } from '../assets/manifest.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n/languages.ts';
import type { Reader } from '../i18n/reader.ts';
import type { Viewer } from '../panels/queries.ts';
import { jsonLd, type LinkedData } from './json-ld.ts';
import { href } from '../urls.ts';
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
  /** Set while something is under way that readers without JavaScript follow by reloading. */
  reloadSeconds?: number | false;
  /** Whether keys of the operator's queue work on it. */
  hasQueue?: boolean;
  /** Whether it shows charts: only then their script is loaded. */
  hasCharts?: boolean;
  /** Not for search engines. */
  isPrivate?: boolean;
  /** One sentence for those who find the page elsewhere; the site's own without it. */
  description?: string;
  /** What the page tells machines. */
  data?: readonly LinkedData[];
  /** Path of a picture, 1200 by 630, that stands for the page. */
  picture?: string;
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
        ${found(frame)} ${PAINT_WHOLE}
        <link rel="stylesheet" href="${ASSETS.css.address}" />
        <link rel="icon" type="image/svg+xml" href="${ASSETS.icon.address}" />
        <link rel="manifest" href="/assets/site.webmanifest" />
        <script type="module" src="${ASSETS.script.address}"></script>
        ${frame.hasQueue === true && html`<script type="module" src="${ASSETS.queue.address}"></script>`}
        ${frame.reloadSeconds !== undefined && frame.reloadSeconds !== false && html`<noscript><meta http-equiv="refresh" content="${frame.reloadSeconds}" /></noscript>`}
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
            ${say(layoutWords.observer)} <a href="${reader.href('status')}">${say(layoutWords.status)}</a> ·
            <a href="${reader.href('standard')}">${say(layoutWords.standard)}</a> ·
            <a href="${reader.href('tester')}">${say(layoutWords.tester)}</a> ·
            <a href="${reader.href('submit')}">${say(layoutWords.submit)}</a> ·
            <a href="${reader.href('contact')}">${say(layoutWords.contact)}</a>
          </p>
          ${languageChoice(reader)}
        </footer>
        ${palette(reader)}
      </body>
    </html>`;
}

/** For search engines and for those who pass the page on: what it is, and its one address in each language. */
function found({
  reader,
  title,
  isPrivate,
  description,
  data = [],
  picture = href('picture'),
}: Frame): Markup {
  const { origin, here, language } = reader;
  const about = description ?? reader.say(layoutWords.description);
  const name = title ?? reader.say(layoutWords.title);
  if (isPrivate === true)
    return html`<meta name="description" content="${about}" /><meta name="robots" content="noindex" />`;
  const [path = '/', query] = here.split('?');
  const address = (of: Language | undefined): string =>
    origin + (of === undefined ? path : reader.inLanguage(of, path));
  // English is what an address without a language is found as.
  const canonical = address(language === 'en' ? undefined : language);
  return html`<meta name="description" content="${about}" />
    ${query !== undefined && html`<meta name="robots" content="noindex, follow" />`}
    ${
      origin !== '' &&
      html`<link rel="canonical" href="${canonical}" />
        ${LANGUAGES.map((of) => html`<link rel="alternate" hreflang="${of}" href="${address(of === 'en' ? undefined : of)}" />`)}
        <link rel="alternate" hreflang="x-default" href="${address(undefined)}" />
        <meta property="og:url" content="${canonical}" />
        <meta property="og:image" content="${origin}${picture}" />
        <meta property="og:image:width" content="1200" /><meta property="og:image:height" content="630" />
        <meta name="twitter:card" content="summary_large_image" />`
    }
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="smmwatch" />
    <meta property="og:title" content="${name}" />
    <meta property="og:description" content="${about}" />
    ${data.map((one) => jsonLd(one))}`;
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
