/** How a panel's catalog was read: which of its fields mean what, what was noticed, and which rows are no services. */
import type { FieldMeaning, Finding, ListingNote } from 'smmwatch';
import type { CatalogRow } from '../../catalogs/queries.ts';
import { count, counted } from '../../ui/figures.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { moment } from '../../ui/time.ts';

/** Enough to judge by; the rest is counted. */
const NOTES_SHOWN = 20;
const FINDINGS_SHOWN = 30;
const UNKNOWN_FIELDS_SHOWN = 30;

export function catalogSummary(catalog: CatalogRow): Markup {
  const { fields, unknownFields, findings, notes } = catalog;
  const unread = Object.entries(unknownFields).slice(0, UNKNOWN_FIELDS_SHOWN);
  const read = MEANINGS.flatMap(([meaning, words]) => {
    const field = fields[meaning] ?? null;
    return field === null ? [] : [{ words, field }];
  });
  const absent = MEANINGS.filter(([meaning]) => (fields[meaning] ?? null) === null);
  return html`<section aria-labelledby="catalog">
    <h2 id="catalog">How the catalog is read</h2>
    <p>
      ${WRAPPERS[catalog.wrapper] ?? html`The reply is read as <code>${catalog.wrapper}</code>`}, last
      different at ${moment(catalog.readAt)}.
    </p>
    <dl class="fields">
      ${read.map(
        ({ words, field }) =>
          html`<div>
            <dt>${words}</dt>
            <dd><code>${panelText(field)}</code></dd>
          </div>`,
      )}
    </dl>
    ${absent.length > 0 && html`<p class="note">Not in the reply: ${absent.map(([, words]) => words.toLowerCase()).join(', ')}.</p>`}
    ${unread.length > 0 && html`<p class="note">Fields without a known meaning: ${unread.map(([name, rows], index) => html`${index > 0 && ', '}<code>${panelText(name)}</code> in ${counted(rows, 'row')}`)}.</p>`}
    ${
      findings.length > 0 &&
      html`<h3>${counted(findings.length, 'finding')}</h3>
        <ul class="findings" role="list">
          ${findings.slice(0, FINDINGS_SHOWN).map(findingItem)}
        </ul>`
    }
    ${
      notes.length > 0 &&
      html`<details>
        <summary>
          ${counted(notes.length, 'row')} that ${notes.length === 1 ? 'is no service' : 'are no services'}
        </summary>
        <ul class="findings" role="list">
          ${notes.slice(0, NOTES_SHOWN).map(noteItem)}
        </ul>
        ${notes.length > NOTES_SHOWN && html`<p class="note">And ${count(notes.length - NOTES_SHOWN)} more.</p>`}
      </details>`
    }
  </section>`;
}

function findingItem({ severity, message, count: rows, field, example }: Finding): Markup {
  return html`<li>
    <span class="severity-${severity}">${severity}</span
    ><span
      >${panelText(message)}${field !== undefined && html` <span class="muted">Field <code>${panelText(field)}</code>.</span>`}${rows !== undefined && html` <span class="muted">In ${counted(rows, 'row')}.</span>`}${example !== undefined && html` <span class="muted">Such as <code>${panelText(example)}</code>.</span>`}</span
    >
  </li>`;
}

const NOTE_REASONS: Record<ListingNote['reason'], string> = {
  heading: 'heading',
  separator: 'separator',
  no_rate: 'no rate',
  absurd_rate: 'absurd rate',
};

function noteItem({ reason, text }: ListingNote): Markup {
  return html`<li><span class="muted">${NOTE_REASONS[reason]}</span><span>${panelText(text)}</span></li>`;
}

const WRAPPERS: Record<string, string> = {
  array: 'The reply is a plain list of services',
  data: 'The list of services is wrapped in the field data',
  services: 'The list of services is wrapped in the field services',
  value: 'The list of services is wrapped in the field value',
  by_category: 'The reply holds one list of services for each category',
  by_id: 'The reply is an object with one service under each id',
  empty: 'The reply says that there is nothing for sale',
};

const MEANINGS: readonly [FieldMeaning, string][] = [
  ['id', 'Id'],
  ['name', 'Name'],
  ['category', 'Category'],
  ['orderForm', 'Order form'],
  ['rate', 'Rate'],
  ['min', 'Minimum'],
  ['max', 'Maximum'],
  ['description', 'Description'],
  ['refill', 'Refill'],
  ['cancel', 'Cancel'],
  ['dripfeed', 'Drip-feed'],
  ['averageTime', 'Average time'],
  ['network', 'Platform'],
  ['refillDays', 'Refill days'],
];
