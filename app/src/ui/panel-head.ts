/** The head of every page about a panel: name, state with its reason, and the ways further in. */
import type { Reader } from '../i18n/reader.ts';
import type { PanelRow, Viewer } from '../panels/queries.ts';
import { html, type Markup } from './markup.ts';
import { panelActions } from './panel-actions.ts';
import { panelHeadWords } from './panel-head.words.ts';
import { panelLink, panelText } from './panel-text.ts';
import { causeOf, stateMark } from './states.ts';
import { ago, lasting, moment } from './time.ts';
import { failureSaid, type KeptFailure } from './verdicts/said.ts';

/** The pages of a panel, in order, each with its address. */
const TABS = [
  ['services', 'panel'],
  ['changes', 'panelChanges'],
  ['incidents', 'panelIncidents'],
  ['conformance', 'panelConformance'],
  ['about', 'panelAbout'],
] as const;

interface PanelHead {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  panel: PanelRow;
  lastCheck: KeptFailure | undefined;
  tab: (typeof TABS)[number][0];
}

export function panelHead({ reader, viewer, now, panel, lastCheck, tab }: PanelHead): Markup {
  const { say, href } = reader;
  const link = panelLink(panel.websiteUrl);
  const failed = panel.state === 'up' || lastCheck?.stage === 'ok' ? undefined : lastCheck;
  return html`<div class="page-head">
      <div class="section-head">
        <h1>${panelText(panel.name)}</h1>
        ${link !== undefined && html`<p>${link}</p>`}
      </div>
      <p class="standing">${standing(reader, panel, now)}</p>
      ${failed !== undefined && html`<p class="muted wide">${failureSaid(reader, failed)}</p>`}
      ${viewer === 'operator' && panelActions(reader, panel, 'panel')}
    </div>
    <nav class="tabs" aria-label="${say(panelHeadWords.panel)}">
      ${TABS.map(([name, route]) => html`<a href="${href(route, { panel: panel.slug })}" ${tab === name && html` aria-current="page"`}>${say(panelHeadWords[name])}</a>`)}
    </nav>`;
}

/** One sentence: the state, why, for how long, as of when, and how old the catalog is when it is not this check's. */
function standing(reader: Reader, panel: PanelRow, now: Date): Markup {
  const { state, stateSince, checkedAt, okAt, pausedAt } = panel;
  const at = (moment_: Date): { moment: Markup } => ({ moment: moment(reader, moment_) });
  const paused = pausedAt !== null && html` ${reader.mark(panelHeadWords.pausedSince, at(pausedAt))}`;
  if (state === null || stateSince === null) {
    const next = pausedAt === null && html` ${reader.say(panelHeadWords.firstCheck)}`;
    return html`${stateMark(reader, null)}<span class="muted">.${next}${paused}</span>`;
  }
  const reason = causeOf(reader, panel);
  const cause = reason !== undefined && `: ${reason}`;
  const isAnswering = state === 'up' || state === 'degraded';
  const age = isAnswering
    ? false
    : okAt === null
      ? html` ${reader.say(panelHeadWords.noCatalog)}`
      : html` ${reader.mark(panelHeadWords.catalogOf, at(okAt))}`;
  const lasted = { time: lasting(reader, stateSince, now), ago: ago(reader, checkedAt, now) };
  return html`${stateMark(reader, state)}${cause}<span class="muted">
      ${reader.mark(panelHeadWords.standing, lasted)}${age}${paused}</span
    >`;
}
