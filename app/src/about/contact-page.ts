import type { Config } from '../config.ts';
import type { Reader } from '../i18n/reader.ts';
import type { Viewer } from '../panels/queries.ts';
import { page } from '../ui/layout.ts';
import { layoutWords } from '../ui/layout.words.ts';
import { html, type Markup } from '../ui/markup.ts';
import { contactWords as words } from './contact.words.ts';

export interface ContactData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  config: Pick<Config, 'operatorName' | 'contactAddress'>;
}

export function contactPage({ reader, viewer, now, config }: ContactData): Markup {
  const { say, mark, href } = reader;
  const tester = html`<a href="${href('tester')}">${say(layoutWords.tester)}</a>`;
  return page(
    { reader, viewer, now, title: say(words.title), description: say(words.lead), section: 'about' },
    html`<div class="page-head">
        <h1>${say(words.title)}</h1>
        <p class="lead">${say(words.lead)}</p>
      </div>
      <div class="prose">
        ${whoAndWhere(reader, config)}
        <h2>${say(words.ownersHeading)}</h2>
        <ul>
          <li>${say(words.ownersWrong)}</li>
          <li>${mark(words.ownersMend, { tester })}</li>
          <li>${say(words.ownersLeave)}</li>
        </ul>
        <h2>${say(words.securityHeading)}</h2>
        <p>${say(words.security)}</p>
      </div>`,
  );
}

/** Who runs the site, and how to reach them: as far as they have said it. */
export function whoAndWhere(reader: Reader, { operatorName, contactAddress }: ContactData['config']): Markup {
  const { say, mark } = reader;
  const address =
    contactAddress !== undefined &&
    html`<a href="${contactAddress}" rel="noopener" dir="ltr">${contactAddress.replace(/^mailto:/, '')}</a>`;
  return html`${operatorName !== undefined && html`<p>${mark(words.runBy, { name: html`<bdi>${operatorName}</bdi>` })}</p>`}
    <p>${address === false ? say(words.nowhere) : mark(words.at, { address })}</p>`;
}
