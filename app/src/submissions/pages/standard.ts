/**
 * The API Standard: docs/standard.md as a page, and its translations under docs/standard. One text for people who read the repository and
 * for those who read the site.
 */
import { readFileSync } from 'node:fs';
import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { PARAGRAPHS } from 'smmwatch';
import type { Language } from '../../i18n/languages.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Viewer } from '../../panels/queries.ts';
import { paragraphId } from '../../ui/conformance.ts';
import { page } from '../../ui/layout.ts';
import { paragraphTitle } from '../../ui/verdicts/said.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { standardWords as words } from './standard.words.ts';
import { testerWords } from './tester.words.ts';

/** Each is read once: it is a part of the program. */
const texts = new Map<Language, Markup[]>();

/** As it is written, in Markdown. */
export function standardIn(language: Language): string {
  const file = language === 'en' ? 'standard.md' : `standard/${language}.md`;
  return readFileSync(new URL(`../../../../docs/${file}`, import.meta.url), 'utf8');
}

export function standardPage({ reader, viewer, now }: { reader: Reader; viewer: Viewer; now: Date }): Markup {
  const { say, href, language } = reader;
  const text = texts.get(language) ?? lexer(standardIn(language)).filter(isKnown).filter(isText).map(block);
  texts.set(language, text);
  return page(
    { reader, viewer, now, title: say(words.title), description: say(words.lead) },
    html`<div class="page-head">
        <h1>${say(words.title)}</h1>
        <p class="lead">${say(words.lead)}</p>
        <p class="note">${say(words.holds)}</p>
        <p><a class="button primary" href="${href('tester')}">${say(testerWords.title)}</a></p>
      </div>
      <div class="standard">
        <nav class="contents" aria-label="${say(words.contents)}">
          <ol>
            ${PARAGRAPHS.map(
              ({ id }) =>
                html`<li>
                  <a href="#${paragraphId(id)}"><span class="n">${id}</span> ${paragraphTitle(reader, id)}</a>
                </li>`,
            )}
          </ol>
        </nav>
        <article class="prose">${text}</article>
      </div>`,
  );
}

/** No extension is loaded, so that the library makes no other tokens. */
function isKnown(token: Token): token is MarkedToken {
  return token.type !== 'html';
}

/** The title is the page's own. */
function isText(token: MarkedToken): boolean {
  return token.type !== 'space' && !(token.type === 'heading' && token.depth === 1);
}

function block(token: MarkedToken): Markup {
  switch (token.type) {
    case 'heading':
      return heading(token);
    case 'code':
      return html`<pre dir="ltr"><code>${token.text}</code></pre>`;
    case 'table':
      return grid(token);
    case 'list':
      return html`<ul>
        ${token.items.map((item) => html`<li>${inline(item.tokens)}</li>`)}
      </ul>`;
    default:
      return html`<p>${inline('tokens' in token ? token.tokens : undefined)}</p>`;
  }
}

function heading({ depth, text: title, tokens }: Tokens.Heading): Markup {
  const id = /^\d+\.\d+/.exec(title)?.[0];
  if (depth === 2) return html`<h2>${inline(tokens)}</h2>`;
  return id === undefined
    ? html`<h3>${inline(tokens)}</h3>`
    : html`<h3 id="${paragraphId(id)}">${inline(tokens)}</h3>`;
}

function grid({ header, rows }: Tokens.Table): Markup {
  return html`<div class="wide-frame">
    <table>
      <thead>
        <tr>
          ${header.map((cell) => html`<th scope="col">${inline(cell.tokens)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${inline(cell.tokens)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function inline(tokens: readonly Token[] = []): Markup[] {
  return tokens.filter(isKnown).map((token) => {
    const inner = (): Markup[] => inline('tokens' in token ? token.tokens : undefined);
    switch (token.type) {
      case 'codespan':
        return html`<code dir="ltr">${token.text}</code>`;
      case 'em':
        return html`<em>${inner()}</em>`;
      case 'strong':
        return html`<strong>${inner()}</strong>`;
      case 'link':
        return html`<a href="${token.href}">${inner()}</a>`;
      case 'text':
        return 'tokens' in token && token.tokens !== undefined ? html`${inner()}` : html`${token.text}`;
      default:
        return html`${token.raw}`;
    }
  });
}
