/** The state of a panel, told by shape and word; colour only repeats it. */
import type { PanelState } from '../panels/queries.ts';
import { html, type Markup } from './markup.ts';
import { reasonOf } from './reasons.ts';
import { lasting } from './time.ts';

type Shown = PanelState | 'unchecked';

interface Look {
  word: string;
  shape: Markup;
}

const LOOKS: Record<Shown, Look> = {
  up: { word: 'Up', shape: html`<circle cx="6" cy="6" r="4.5" />` },
  degraded: { word: 'Degraded', shape: html`<path d="M6 1 11.4 10.5H.6Z" />` },
  down: { word: 'Down', shape: html`<path d="M1.5 1.5h9v9h-9Z" />` },
  key_invalid: {
    word: 'Key refused',
    shape: html`<path d="M6 .6 11.4 6 6 11.4.6 6Z" />`,
  },
  blocked: {
    word: 'Blocked',
    shape: html`<path fill-rule="evenodd" d="M6 .5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM3 5v2h6V5Z" />`,
  },
  unknown: {
    word: 'Unknown',
    shape: html`<circle
      cx="6"
      cy="6"
      r="4.25"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-dasharray="2.4 2"
    />`,
  },
  unchecked: {
    word: 'Not checked yet',
    shape: html`<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5" />`,
  },
};

export const PANEL_STATES: readonly PanelState[] = [
  'up',
  'degraded',
  'down',
  'key_invalid',
  'blocked',
  'unknown',
];

const STATES: readonly Shown[] = [...PANEL_STATES, 'unchecked'];

const MARKS = {
  up: marksOf('up'),
  degraded: marksOf('degraded'),
  down: marksOf('down'),
  key_invalid: marksOf('key_invalid'),
  blocked: marksOf('blocked'),
  unknown: marksOf('unknown'),
  unchecked: marksOf('unchecked'),
} satisfies Record<Shown, unknown>;

function marksOf(state: Shown): { mark: Markup; dot: Markup } {
  const { word } = LOOKS[state];
  const shape = html`<svg class="shape" aria-hidden="true"><use href="#state-${state}" /></svg>`;
  return {
    mark: html`<span class="state state-${state}">${shape}${word}</span>`,
    dot: html`<span class="state state-${state}" title="${word}"
      >${shape}<span class="sr">${word}</span></span
    >`,
  };
}

export function stateWord(state: PanelState): string {
  return LOOKS[state].word;
}

/** Shape and word. */
export function stateMark(state: PanelState | null): Markup {
  return MARKS[state ?? 'unchecked'].mark;
}

/** The shape alone beside a name, its word for those who cannot see it and on hover. */
export function stateDot(state: PanelState | null): Markup {
  return MARKS[state ?? 'unchecked'].dot;
}

/** Every shape once a page; marks refer to them. Stands in the frame of the page. */
export const STATE_SHAPES = html`<svg class="shapes" aria-hidden="true">
  ${STATES.map((state) => html`<symbol id="state-${state}" viewBox="0 0 12 12">${LOOKS[state].shape}</symbol>`)}
</svg>`;

interface Stated {
  state: PanelState | null;
  stateSince: Date | null;
  stage: string | null;
  code: string | null;
  pausedAt: Date | null;
}

/** State, what it was caused by, and for how long: for a cell of a table. */
export function stateCell(panel: Stated, now: Date): Markup {
  const { state, stateSince, pausedAt } = panel;
  const cause = causeOf(panel);
  const since = state !== 'up' && stateSince !== null && html`, ${lasting(stateSince, now)}`;
  return html`${stateMark(state)}${pausedAt !== null && html` <span class="tag">paused</span>`}${
    cause !== undefined && html` <span class="cause">${cause}${since}</span>`
  }`;
}

/** Why a panel is in its state, or what the last check says that is not confirmed yet; undefined where all is well. */
export function causeOf({ state, stage, code }: Stated): string | undefined {
  if (state === null || stage === null || code === null) return undefined;
  if (stage === 'ok') return state === 'degraded' ? 'slow, or read in part' : undefined;
  const reason = reasonOf(stage, code);
  return state === 'up' || state === 'degraded' ? `last check: ${reason}, not confirmed` : reason;
}
