/** Who does this, how, and what not. */
import { defaultUserAgent } from 'smmwatch';
import type { Config } from '../config.ts';
import type { Reader } from '../i18n/reader.ts';
import { page } from '../ui/layout.ts';
import { layoutWords } from '../ui/layout.words.ts';
import { html, type Markup } from '../ui/markup.ts';
import { PANEL_STATES, stateMark } from '../ui/states.ts';
import type { Viewer } from '../panels/queries.ts';
import { whoAndWhere } from './contact-page.ts';
import { aboutWords as words, stateMeanings } from './about.words.ts';

export interface AboutData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  config: Pick<Config, 'operatorName' | 'contactAddress' | 'contactUrl' | 'checkIntervalSeconds'>;
}

export function aboutPage({ reader, viewer, now, config }: AboutData): Markup {
  const { say } = reader;
  const code = (said: Markup): Markup => html`<code>${said}</code>`;
  const interval = reader.formats.interval(config.checkIntervalSeconds);
  const rules = [words.rates, words.dash, words.repricing, words.vanished, words.flags];
  return page(
    { title: say(layoutWords.about), reader, viewer, now, section: 'about' },
    html`<div class="page-head">
        <h1>${say(words.heading)}</h1>
        <p class="lead">${say(words.lead)}</p>
      </div>
      <div class="prose">
        <h2>${say(words.doneHeading)}</h2>
        <p>${say(words.done)}</p>
        <h2>${say(words.neverHeading)}</h2>
        <p>${reader.mark(words.never, { code })}</p>
        <h2>${say(words.whoHeading)}</h2>
        ${whoAndWhere(reader, config)}
        <p>
          <a href="${reader.href('contact')}">${say(layoutWords.contact)}</a> ·
          <a href="${reader.href('submit')}">${say(layoutWords.submit)}</a>
        </p>
        <h2>${say(words.askedHeading)}</h2>
        <p>${reader.mark(words.asked, { code, interval, agent: defaultUserAgent(config.contactUrl) })}</p>
        <h2>${say(words.uptimeHeading)}</h2>
        <p>${say(words.uptime)}</p>
        <h2>${say(words.readHeading)}</h2>
        <ul>
          ${rules.map((rule) => html`<li>${say(rule)}</li>`)}
        </ul>
        <h2>${say(words.statesHeading)}</h2>
        <ul>
          ${PANEL_STATES.map((state) => html`<li>${stateMark(reader, state)}: ${say(stateMeanings[state])}</li>`)}
        </ul>
        <h2>${say(words.openHeading)}</h2>
        <p>${say(words.open)}</p>
      </div>`,
  );
}
