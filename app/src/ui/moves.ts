/** What moved, one line a moment and panel, told in numbers. */
import type { Json } from 'smmwatch';
import { percentOfFactor } from './decimal.ts';
import { counted } from './figures.ts';
import { html, type Markup } from './markup.ts';
import { panelText } from './panel-text.ts';
import { percent } from './percent.ts';
import { ago } from './time.ts';
import { href } from '../urls.ts';
import type { ChangeKind, MoveRow } from '../catalogs/queries.ts';

export function moveList(moves: readonly MoveRow[], now: Date): Markup {
  return html`<ul class="moves" role="list">
    ${moves.map(
      (move) =>
        html`<li>
          <span class="when">${ago(move.changedAt, now)}</span>
          <span class="who"
            ><a href="${href('panelChanges', { panel: move.panelSlug })}"
              >${panelText(move.panelName)}</a
            ></span
          >
          <span class="what">${told(move)}</span>
        </li> `,
    )}
  </ul>`;
}

/** The weightiest first: what moves every rate, then what came and went; the rest in the background. */
function told({ kinds, ratesUp, repricings }: MoveRow): Markup[] {
  const parts: Markup[] = repricings.map(repricingWords);
  const count = (kind: ChangeKind): number => kinds[kind] ?? 0;
  const rates = count('rate');
  if (rates > 0) parts.push(html`<span>${rateWords(rates, ratesUp)}</span>`);
  for (const [kind, word] of COUNTED) {
    if (count(kind) > 0) parts.push(html`<span>${WHOLE.format(count(kind))} ${word}</span>`);
  }
  const minor = MINOR.flatMap(([kind, word]) =>
    count(kind) > 0 ? [`${WHOLE.format(count(kind))} ${word}`] : [],
  );
  if (minor.length > 0) parts.push(html`<span class="minor">${minor.join(', ')}</span>`);
  return parts;
}

const COUNTED: readonly [ChangeKind, string][] = [
  ['added', 'new'],
  ['removed', 'removed'],
  ['restored', 'back'],
];

const MINOR: readonly [ChangeKind, string][] = [
  ['reidentified', 'under a new id'],
  ['renamed', 'renamed'],
  ['limits', 'with other limits'],
  ['recategorised', 'recategorised'],
  ['flags', 'with other flags'],
  ['description', 'redescribed'],
];

const WHOLE = new Intl.NumberFormat('en');

function rateWords(n: number, up: number): Markup {
  const down = n - up;
  if (down === 0) return html`${counted(n, 'rate')} <span class="up-by">up</span>`;
  if (up === 0) return html`${counted(n, 'rate')} <span class="down-by">down</span>`;
  return html`${counted(n, 'rate')}: ${up} <span class="up-by">up</span>, ${down}
    <span class="down-by">down</span>`;
}

/** `Repriced by +5.04 %: 405 services`. */
export function repricingWords(told: Record<string, Json> | null): Markup {
  const factor = typeof told?.['factor'] === 'string' ? told['factor'] : undefined;
  const services = typeof told?.['services'] === 'number' ? told['services'] : undefined;
  const by = factor === undefined ? undefined : percentOfFactor(factor);
  return html`<span
    ><b>Repriced</b
    >${by !== undefined && html` by ${percent(by)}`}${services !== undefined && html`: ${counted(services, 'service')}`}</span
  >`;
}
