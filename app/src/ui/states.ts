/** The state of a panel, told by shape and word; colour only repeats it. */
import type { Language } from '../i18n/languages.ts';
import type { Reader } from '../i18n/reader.ts';
import type { PanelState } from '../panels/queries.ts';
import { html, type Markup } from './markup.ts';
import { reasonOf } from './reasons.ts';
import { causeWords, stateWords } from './states.words.ts';
import { lasting } from './time.ts';

type Shown = PanelState | 'unchecked';

const SHAPES: Record<Shown, Markup> = {
  up: html`<circle cx="6" cy="6" r="4.5" />`,
  degraded: html`<path d="M6 1 11.4 10.5H.6Z" />`,
  down: html`<path d="M1.5 1.5h9v9h-9Z" />`,
  key_invalid: html`<path d="M6 .6 11.4 6 6 11.4.6 6Z" />`,
  blocked: html`<path fill-rule="evenodd" d="M6 .5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM3 5v2h6V5Z" />`,
  unknown: html`<circle
    cx="6"
    cy="6"
    r="4.25"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-dasharray="2.4 2"
  />`,
  unchecked: html`<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5" />`,
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

type Marks = Readonly<Record<Shown, { mark: Markup; dot: Markup }>>;

/** A directory shows thousands: made once for each language. */
const known = new Map<Language, Marks>();

function marksIn(reader: Reader): Marks {
  const before = known.get(reader.language);
  if (before !== undefined) return before;
  const marks: Marks = {
    up: marksOf(reader, 'up'),
    degraded: marksOf(reader, 'degraded'),
    down: marksOf(reader, 'down'),
    key_invalid: marksOf(reader, 'key_invalid'),
    blocked: marksOf(reader, 'blocked'),
    unknown: marksOf(reader, 'unknown'),
    unchecked: marksOf(reader, 'unchecked'),
  };
  known.set(reader.language, marks);
  return marks;
}

function marksOf(reader: Reader, state: Shown): { mark: Markup; dot: Markup } {
  const word = reader.say(stateWords[state]);
  const shape = html`<svg class="shape" aria-hidden="true"><use href="#state-${state}" /></svg>`;
  return {
    mark: html`<span class="state state-${state}">${shape}${word}</span>`,
    dot: html`<span class="state state-${state}" title="${word}"
      >${shape}<span class="sr">${word}</span></span
    >`,
  };
}

export function stateWord(reader: Reader, state: PanelState): string {
  return reader.say(stateWords[state]);
}

/** Shape and word. */
export function stateMark(reader: Reader, state: PanelState | null): Markup {
  return marksIn(reader)[state ?? 'unchecked'].mark;
}

/** The shape alone beside a name, its word for those who cannot see it and on hover. */
export function stateDot(reader: Reader, state: PanelState | null): Markup {
  return marksIn(reader)[state ?? 'unchecked'].dot;
}

/** Every shape once a page; marks refer to them. Stands in the frame of the page. */
export const STATE_SHAPES = html`<svg class="shapes" aria-hidden="true">
  ${STATES.map((state) => html`<symbol id="state-${state}" viewBox="0 0 12 12">${SHAPES[state]}</symbol>`)}
</svg>`;

interface Stated {
  state: PanelState | null;
  stateSince: Date | null;
  stage: string | null;
  code: string | null;
  pausedAt: Date | null;
}

/** State, what it was caused by, and for how long: for a cell of a table. */
export function stateCell(reader: Reader, panel: Stated, now: Date): Markup {
  const { state, stateSince, pausedAt } = panel;
  return html`${stateMark(reader, state)}${pausedAt !== null && html` <span class="tag">${reader.say(causeWords.paused)}</span>`}${causeCell()}`;

  function causeCell(): Markup | false {
    const cause = causeOf(reader, panel);
    if (cause === undefined) return false;
    const isLasting = state !== 'up' && stateSince !== null;
    const words = isLasting
      ? reader.mark(causeWords.lastingFor, { cause, time: lasting(reader, stateSince, now) })
      : cause;
    return html` <span class="cause">${words}</span>`;
  }
}

/** Why a panel is in its state, or what the last check says that is not confirmed yet; undefined where all is well. */
export function causeOf(reader: Reader, { state, stage, code }: Stated): string | undefined {
  if (state === null || stage === null || code === null) return undefined;
  if (stage === 'ok') return state === 'degraded' ? reader.say(causeWords.slow) : undefined;
  const reason = reasonOf(reader, stage, code);
  const isUnconfirmed = state === 'up' || state === 'degraded';
  return isUnconfirmed ? reader.say(causeWords.unconfirmed, { reason }) : reason;
}
