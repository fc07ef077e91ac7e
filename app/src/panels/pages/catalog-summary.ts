/** How a panel's catalog was read: which of its fields mean what, and which rows are no services. */
import type { ListingNote } from 'smmwatch';
import type { CatalogRow } from '../../catalogs/queries.ts';
import type { Reader } from '../../i18n/reader.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { moment } from '../../ui/time.ts';
import {
  meaningWords,
  noteWords,
  summaryWords as words,
  wrapperWords,
} from '../../ui/catalog-summary.words.ts';

/** Enough to judge by; the rest is counted. */
const NOTES_SHOWN = 20;
const UNKNOWN_FIELDS_SHOWN = 30;

export function catalogSummary(reader: Reader, catalog: CatalogRow): Markup {
  const { say } = reader;
  const { fields, unknownFields, notes } = catalog;
  const unread = Object.entries(unknownFields).slice(0, UNKNOWN_FIELDS_SHOWN);
  const read = meaningWords.flatMap(([meaning, message]) => {
    const field = fields[meaning] ?? null;
    return field === null ? [] : [{ message, field }];
  });
  const absent = meaningWords.filter(([meaning]) => (fields[meaning] ?? null) === null);
  const unreadFields = unread.map(
    ([name, n], index) =>
      html`${index > 0 && SEPARATOR[reader.dir]}${reader.mark(words.inRows, { field: code(name), n })}`,
  );
  return html`<section aria-labelledby="catalog">
    <h2 id="catalog">${say(words.heading)}</h2>
    <p>
      ${reader.mark(words.lastDifferent, { wrapper: wrapper(reader, catalog.wrapper), moment: moment(reader, catalog.readAt) })}
    </p>
    <dl class="fields">
      ${read.map(
        ({ message, field }) =>
          html`<div>
            <dt>${say(message)}</dt>
            <dd>${code(field)}</dd>
          </div>`,
      )}
    </dl>
    ${absent.length > 0 && html`<p class="note">${say(words.absent, { fields: reader.formats.list(absent.map(([, message]) => say(message))) })}</p>`}
    ${unread.length > 0 && html`<p class="note">${reader.mark(words.unread, { fields: html`${unreadFields}` })}</p>`}
    ${
      notes.length > 0 &&
      html`<details>
        <summary>${say(words.noServices, { n: notes.length })}</summary>
        <ul class="findings" role="list">
          ${notes.slice(0, NOTES_SHOWN).map((note) => noteItem(reader, note))}
        </ul>
        ${notes.length > NOTES_SHOWN && html`<p class="note">${say(words.andMore, { n: reader.formats.whole(notes.length - NOTES_SHOWN) })}</p>`}
      </details>`
    }
  </section>`;
}

const SEPARATOR = { ltr: ', ', rtl: '، ' } as const;

function code(text: string): Markup {
  return html`<code>${panelText(text)}</code>`;
}

function wrapper(reader: Reader, name: string): Markup {
  const known = Object.hasOwn(wrapperWords, name) ? wrapperWords[name] : undefined;
  return known === undefined
    ? reader.mark(words.readAs, { wrapper: code(name) })
    : html`${reader.say(known)}`;
}

function noteItem(reader: Reader, { reason, text }: ListingNote): Markup {
  return html`<li>
    <span class="muted">${reader.say(noteWords[reason])}</span><span>${panelText(text)}</span>
  </li>`;
}
