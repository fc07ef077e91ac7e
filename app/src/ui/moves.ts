/** What moved, one line a moment and panel, told in numbers. */
import type { Json } from 'smmwatch';
import type { Reader } from '../i18n/reader.ts';
import { percentOfFactor } from './decimal.ts';
import { figureWords } from './figures.words.ts';
import { html, type Markup } from './markup.ts';
import { moveWords } from './moves.words.ts';
import { panelText } from './panel-text.ts';
import { percent } from './percent.ts';
import { ago } from './time.ts';
import type { MoveRow } from '../catalogs/moves.ts';

export function moveList(reader: Reader, moves: readonly MoveRow[], now: Date): Markup {
  return html`<ul class="moves" role="list">
    ${moves.map(
      (move) =>
        html`<li>
          <span class="when">${ago(reader, move.changedAt, now)}</span>
          <span class="who"
            ><a href="${reader.href('panelChanges', { panel: move.panelSlug })}"
              >${panelText(move.panelName)}</a
            ></span
          >
          <a class="what plain" href="${differenceAddress(reader, move)}">${told(reader, move)}</a>
        </li> `,
    )}
  </ul>`;
}

/** What one check saw, in full: the difference between just before it and just after. */
export function differenceAddress(reader: Reader, { panelSlug, changedAt }: MoveRow): string {
  const at = (ms: number): string => new Date(changedAt.getTime() + ms).toISOString();
  return reader.href('panelDiff', { panel: panelSlug, span: `${at(-1)}..${at(1)}` });
}

/** The weightiest first: what moves every rate, then what came and went; the rest in the background. */
function told(reader: Reader, { kinds, ratesUp, repricings }: MoveRow): Markup[] {
  const parts: Markup[] = repricings.map((repricing) => repricingWords(reader, repricing));
  const rates = kinds.rate ?? 0;
  if (rates > 0) parts.push(html`<span>${rateWords(reader, rates, ratesUp)}</span>`);
  const counted = (of: readonly (keyof typeof moveWords & keyof typeof kinds)[]): string[] =>
    of.flatMap((kind) => {
      const n = kinds[kind] ?? 0;
      return n === 0 ? [] : [reader.say(moveWords[kind], { n })];
    });
  parts.push(...counted(['added', 'removed', 'restored']).map((words) => html`<span>${words}</span>`));
  const minor = counted(['reidentified', 'renamed', 'limits', 'recategorised', 'flags', 'description']);
  if (minor.length > 0) parts.push(html`<span class="minor">${reader.formats.list(minor)}</span>`);
  return parts;
}

function rateWords(reader: Reader, n: number, rising: number): Markup {
  const falling = n - rising;
  const up = (words: Markup): Markup => html`<span class="up-by">${words}</span>`;
  const down = (words: Markup): Markup => html`<span class="down-by">${words}</span>`;
  if (falling === 0) return reader.mark(moveWords.ratesUp, { n, up });
  if (rising === 0) return reader.mark(moveWords.ratesDown, { n, down });
  const { whole } = reader.formats;
  return reader.mark(moveWords.ratesBoth, { n, rising: whole(rising), falling: whole(falling), up, down });
}

/** `Repriced by +5.04%: 405 services`. */
export function repricingWords(reader: Reader, told: Record<string, Json> | null): Markup {
  const factor = typeof told?.['factor'] === 'string' ? told['factor'] : undefined;
  const services = typeof told?.['services'] === 'number' ? told['services'] : undefined;
  const by = factor === undefined ? undefined : percentOfFactor(factor);
  const b = (words: Markup): Markup => html`<b>${words}</b>`;
  const repriced =
    by === undefined
      ? reader.mark(moveWords.repriced, { b })
      : reader.mark(moveWords.repricedBy, { b, percent: percent(reader, by) });
  return html`<span
    >${repriced}${services !== undefined && html`: ${reader.say(figureWords.services, { n: services })}`}</span
  >`;
}
