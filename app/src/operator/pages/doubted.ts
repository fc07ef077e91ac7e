/** Removals that wait for a second check or for the operator: first on the operator's page, where there are any. */
import type { DoubtedRemoval } from '../../catalogs/doubted-removals.ts';
import { ENGLISH as reader } from '../../i18n/reader.ts';
import { doubtActions } from '../../ui/doubted-removal.ts';
import { count } from '../../ui/figures.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { table, type Column } from '../../ui/table.ts';
import { ago } from '../../ui/time.ts';
import { href } from '../../urls.ts';

export function doubtedSection(doubted: readonly DoubtedRemoval[], now: Date): Markup | false {
  if (doubted.length === 0) return false;
  return html`<section aria-labelledby="doubted">
    <h2 id="doubted">Removals in doubt</h2>
    <p class="note wide">
      More than half of these catalogs vanished. What vanished stays shown until a second check says the same;
      one that you rejected waits for you.
    </p>
    ${table(columns(now), doubted, { reader, label: 'Removals in doubt', stacks: true })}
  </section>`;
}

function columns(now: Date): Column<DoubtedRemoval>[] {
  return [
    {
      head: 'Panel',
      isName: true,
      className: 'name',
      cell: ({ panelSlug, panelName }) =>
        html`<a href="${href('panel', { panel: panelSlug })}">${panelText(panelName)}</a>`,
    },
    { head: 'Services shown', isNumber: true, cell: ({ services }) => count(reader, services) },
    {
      head: 'In the doubted reply',
      isNumber: true,
      cell: ({ doubtedServices }) => count(reader, doubtedServices),
    },
    { head: 'Seen', isNumber: true, cell: ({ quarantinedAt }) => ago(reader, quarantinedAt, now) },
    { head: 'Waits for', cell: ({ isHeld }) => (isHeld ? 'you' : 'a second check') },
    {
      head: 'Actions',
      phoneLabel: '',
      cell: ({ panelSlug, panelName, isHeld }) =>
        doubtActions(reader, { slug: panelSlug, name: panelName }, { isHeld }, 'operator'),
    },
  ];
}
