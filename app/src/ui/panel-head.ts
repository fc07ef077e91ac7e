/** The head of every page about a panel: name, state with its reason, and the ways further in. */
import type { CheckRow, PanelRow, Viewer } from '../panels/queries.ts';
import { href } from '../urls.ts';
import { html, type Markup } from './markup.ts';
import { panelActions } from './panel-actions.ts';
import { panelLink, panelText } from './panel-text.ts';
import { causeOf, stateMark } from './states.ts';
import { ago, lasting, moment } from './time.ts';

interface PanelHead {
  viewer: Viewer;
  now: Date;
  panel: PanelRow;
  lastCheck: Pick<CheckRow, 'message'> | undefined;
  tab: 'overview' | 'changes' | 'incidents';
}

export function panelHead({ viewer, now, panel, lastCheck, tab }: PanelHead): Markup {
  const link = panelLink(panel.websiteUrl);
  const message = panel.state === 'up' ? null : (lastCheck?.message ?? null);
  const here = (name: PanelHead['tab']): Markup | false => tab === name && html` aria-current="page"`;
  return html`<div class="page-head">
      <div class="section-head">
        <h1>${panelText(panel.name)}</h1>
        ${link !== undefined && html`<p>${link}</p>`}
      </div>
      <p class="standing">${standing(panel, now)}</p>
      ${message !== null && html`<p class="muted wide">${panelText(message)}</p>`}
      ${viewer === 'operator' && panelActions(panel, 'panel')}
    </div>
    <nav class="tabs" aria-label="Panel">
      <a href="${href('panel', { panel: panel.slug })}" ${here('overview')}>Overview</a>
      <a href="${href('panelChanges', { panel: panel.slug })}" ${here('changes')}>Changes</a>
      <a href="${href('panelIncidents', { panel: panel.slug })}" ${here('incidents')}>Incidents</a>
    </nav>`;
}

/** One sentence: the state, why, for how long, as of when, and how old the catalog is when it is not this check's. */
function standing(panel: PanelRow, now: Date): Markup {
  const { state, stateSince, checkedAt, okAt, pausedAt } = panel;
  const paused = pausedAt !== null && html` Checks are paused since ${moment(pausedAt)}.`;
  if (state === null || stateSince === null) {
    const next = pausedAt === null && ' The first check runs within seconds; this page follows it.';
    return html`${stateMark(null)}<span class="muted">.${next}${paused}</span>`;
  }
  const reason = causeOf(panel);
  const cause = reason !== undefined && `: ${reason}`;
  const isAnswering = state === 'up' || state === 'degraded';
  const age =
    !isAnswering &&
    (okAt === null
      ? ' No catalog could be read yet.'
      : html` The catalog shown is the one of ${moment(okAt)}.`);
  return html`${stateMark(state)}${cause}<span class="muted">
      for ${lasting(stateSince, now)}, last checked ${ago(checkedAt, now)}.${age}${paused}</span
    >`;
}
