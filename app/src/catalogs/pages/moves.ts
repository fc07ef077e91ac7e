/** What moved, one line a moment and panel, told in numbers. */
import type { Json } from 'smmwatch';
import { percentOfFactor } from '../../ui/decimal.ts';
import { counted } from '../../ui/figures.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { percent } from '../../ui/percent.ts';
import { ago } from '../../ui/time.ts';
import { href } from '../../urls.ts';
import type { ChangeKind, MoveRow } from '../queries.ts';

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

/** The weightiest first: what moves every rate, then what came and went, then the rest. */
function told({ kinds, ratesUp, repricings }: MoveRow): Markup[] {
  const parts: Markup[] = repricings.map(repricingWords);
  const add = (kind: ChangeKind, words: (n: number) => Markup | string): void => {
    const n = kinds[kind] ?? 0;
    if (n > 0) parts.push(html`<span>${words(n)}</span>`);
  };
  add('rate', (n) => rateWords(n, ratesUp));
  add('added', (n) => `${counted(n, 'new service')}`);
  add('removed', (n) => `${n.toLocaleString('en')} removed`);
  add('restored', (n) => `${n.toLocaleString('en')} back`);
  add('reidentified', (n) => `${n.toLocaleString('en')} under a new id`);
  add('renamed', (n) => `${n.toLocaleString('en')} renamed`);
  add('limits', (n) => counted(n, 'change of limits', 'changes of limits'));
  add('recategorised', (n) => `${n.toLocaleString('en')} moved to another category`);
  add('flags', (n) => counted(n, 'change of flags', 'changes of flags'));
  add('description', (n) => counted(n, 'new description'));
  return parts;
}

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
