/** Where the market moves, in four glances: who repriced, who does not answer, who is new, what came and went. Each leads on. */
import type { MoveRow, SiteTotals } from '../../catalogs/moves.ts';
import type { Reader } from '../../i18n/reader.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { percentOfFactor } from '../../ui/decimal.ts';
import { panelText } from '../../ui/panel-text.ts';
import { percent } from '../../ui/percent.ts';
import { stateDot } from '../../ui/states.ts';
import { ago, lasting } from '../../ui/time.ts';
import { differenceAddress } from '../../ui/moves.ts';
import type { OutageRow } from '../../checks/queries.ts';
import type { NewPanelRow } from '../queries.ts';
import { stripWords as words } from './market-strip.words.ts';

export interface MarketStrip {
  repriced: MoveRow[];
  /** The latest, and how many there are in all. */
  outages: { rows: OutageRow[]; all: number };
  newest: NewPanelRow[];
  totals: SiteTotals;
}

export const STRIP_ROWS = 4;

export function marketStrip(
  reader: Reader,
  { repriced, outages, newest, totals }: MarketStrip,
  now: Date,
): Markup {
  const { say, href } = reader;
  const more = outages.all - outages.rows.length;
  return html`<section class="strip" aria-label="${say(words.strip)}">
    ${column(
      reader,
      html`<a href="${href('changes', { kind: ['repricing'] })}">${say(words.repriced)}</a>`,
      repriced.map((move) => {
        const factor = move.repricings[0]?.['factor'];
        const by = typeof factor === 'string' ? percentOfFactor(factor) : undefined;
        return html`<a href="${differenceAddress(reader, move)}">${panelText(move.panelName)}</a>
          ${by !== undefined && percent(reader, by)}`;
      }),
    )}
    ${column(reader, html`<a href="${href('panels', { sort: 'state' })}">${say(words.out)}</a>`, [
      ...outages.rows.map(
        (outage) =>
          html`${stateDot(reader, outage.state)}
            <a href="${href('panelIncidents', { panel: outage.panelSlug })}"
              >${panelText(outage.panelName)}</a
            >
            <span class="muted">${lasting(reader, outage.openedAt, now)}</span>`,
      ),
      ...(more > 0
        ? [html`<a href="${href('panels', { sort: 'state' })}">${say(words.andMore, { n: more })}</a>`]
        : []),
    ])}
    ${column(
      reader,
      html`${say(words.new)}`,
      newest.map(
        (panel) =>
          html`${stateDot(reader, panel.state)}
            <a href="${href('panel', { panel: panel.slug })}">${panelText(panel.name)}</a>
            <span class="muted">${ago(reader, panel.addedAt, now)}</span>`,
      ),
    )}
    ${column(reader, html`<a href="${href('changes')}">${say(words.day)}</a>`, [
      html`<a href="${href('changes', { kind: ['added', 'restored'] })}"
        >${say(words.added, { n: totals.added24h })}</a
      >`,
      html`<a href="${href('changes', { kind: ['removed'] })}"
        >${say(words.removed, { n: totals.removed24h })}</a
      >`,
      html`<a href="${href('changes', { kind: ['rate', 'repricing'] })}"
        >${say(words.rates, { n: totals.rates24h })}</a
      >`,
    ])}
  </section>`;
}

function column(reader: Reader, head: Markup, rows: readonly Markup[]): Markup {
  return html`<div>
    <h2>${head}</h2>
    ${
      rows.length === 0
        ? html`<p class="muted">${reader.say(words.none)}</p>`
        : html`<ul role="list">
            ${rows.map((row) => html`<li>${row}</li>`)}
          </ul>`
    }
  </div>`;
}
