/** The operator's list: every panel, what becomes of it next, and what can be done with it. */
import { ENGLISH as reader } from '../../i18n/reader.ts';
import { empty } from '../../ui/empty.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelActions } from '../../ui/panel-actions.ts';
import { panelText } from '../../ui/panel-text.ts';
import { stateCell } from '../../ui/states.ts';
import { table, type Column } from '../../ui/table.ts';
import { ago, interval } from '../../ui/time.ts';
import { href } from '../../urls.ts';
import type { DoubtedRemoval } from '../../catalogs/doubted-removals.ts';
import { doubtedSection } from './doubted.ts';
import type { Listing, PanelRow } from '../../panels/queries.ts';

export interface PanelListData {
  panels: readonly PanelRow[];
  doubted: readonly DoubtedRemoval[];
  /** How many wait for the operator. */
  submissions: number;
  now: Date;
}

export function panelListPage({ panels, doubted, submissions, now }: PanelListData): Markup {
  return page(
    {
      reader,
      title: 'Operator',
      viewer: 'operator',
      now,
      section: 'operator',
      isPrivate: true,
      liveSeconds: panels.some((panel) => isAwaited(panel, now)) && 3,
    },
    html`<div class="page-head">
        <div class="section-head">
          <h1>Watched panels</h1>
          <form method="post" action="${href('signOut')}"><button class="link">Sign out</button></form>
        </div>
        <p>
          <a class="button primary" href="${href('newPanel')}">Add a panel</a>
          <a href="${href('review')}">Submissions${submissions > 0 && ` (${submissions})`}</a> ·
          <a href="${href('unknowns')}">Unknown words</a>
        </p>
      </div>
      ${doubtedSection(doubted, now)}
      ${panels.length === 0 ? empty('No panel is watched yet', html`<a href="${href('newPanel')}">Add the first one</a>: its API address and a key are enough. Its catalog arrives within seconds.`) : table(columns(now), panels, { reader, label: 'Watched panels', stacks: true })}`,
  );
}

const LISTING_WORDS: Record<Listing, string> = {
  draft: 'draft',
  checking: 'listed when it answers',
  pending_review: 'waits for review',
  listed: 'listed',
  suspended: 'suspended',
  delisted: 'delisted',
  rejected: 'rejected',
};

function columns(now: Date): Column<PanelRow>[] {
  return [
    {
      head: 'Panel',
      isName: true,
      className: 'name',
      cell: ({ slug, name }) => html`<a href="${href('panel', { panel: slug })}">${panelText(name)}</a>`,
    },
    {
      head: 'State',
      phoneLabel: '',
      className: 'state-cell',
      cell: (panel) => stateCell(reader, panel, now),
    },
    { head: 'Listing', className: 'nowrap', cell: ({ listing }) => LISTING_WORDS[listing] },
    { head: 'Last check', isNumber: true, cell: ({ checkedAt }) => ago(reader, checkedAt, now) },
    { head: 'Next check', isNumber: true, cell: (panel) => nextCheck(panel, now) },
    { head: 'Interval', isNumber: true, cell: ({ intervalSeconds }) => interval(reader, intervalSeconds) },
    { head: 'Actions', phoneLabel: '', cell: (panel) => panelActions(reader, panel, 'operator') },
  ];
}

function isAwaited({ pausedAt, dueAt, state }: PanelRow, now: Date): boolean {
  return pausedAt === null && (state === null || dueAt <= now);
}

function nextCheck({ pausedAt, dueAt }: PanelRow, now: Date): Markup {
  if (pausedAt !== null) return html`<span class="muted">paused</span>`;
  return dueAt <= now ? html`due now` : ago(reader, dueAt, now);
}
