/** The operator's workbench: what the vocabulary does not understand yet, the commonest words first. English, like all of the operator's. */
import { ENGLISH as reader } from '../../i18n/reader.ts';
import { empty } from '../../ui/empty.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { table, type Column } from '../../ui/table.ts';
import { href, serviceSegment } from '../../urls.ts';
import type { UnknownGroup, Unknowns } from '../../search/unknowns.ts';

export function unknownsPage({ groups, read, isCut }: Unknowns, now: Date): Markup {
  return page(
    { reader, title: 'Unknown words', viewer: 'operator', now, section: 'operator', isPrivate: true },
    html`<div class="page-head">
        <h1>Unknown words</h1>
        <p class="note">
          ${reader.formats.whole(read)} services${isCut && ' and more'} have no platform or no kind; of these
          the words that the vocabulary does not hold, the commonest first. A service counts once for each of
          its words. Teach a word in <code>packages/core/src/classify/vocabulary</code>; what is stored is
          read again after the next start.
        </p>
      </div>
      ${
        groups.length === 0
          ? empty(
              'Nothing is unknown',
              'Every service for sale has a platform and a kind, or no word to learn from.',
            )
          : table(columns, groups, { reader, label: 'Unknown words', stacks: true })
      }`,
  );
}

const columns: Column<UnknownGroup>[] = [
  {
    head: 'Word',
    isName: true,
    className: 'name',
    cell: ({ word }) => html`<a href="${href('services', { q: `"${word}"` })}">${panelText(word)}</a>`,
  },
  { head: 'Services', isNumber: true, cell: ({ rows }) => reader.formats.whole(rows) },
  {
    head: 'No platform',
    isNumber: true,
    cell: ({ withoutPlatform }) => reader.formats.whole(withoutPlatform),
  },
  { head: 'No kind', isNumber: true, cell: ({ withoutKind }) => reader.formats.whole(withoutKind) },
  {
    head: 'For example',
    cell: ({ examples }) =>
      html`${examples.map(
        ({ panelSlug, serviceId, name, category }) =>
          html`<div>
            <a
              class="plain"
              href="${href('panelService', { panel: panelSlug, service: serviceSegment(serviceId) })}"
              >${panelText(name)}</a
            >
            ${category !== null && html`<span class="category">${panelText(category)}</span>`}
          </div>`,
      )}`,
  },
  {
    head: 'Panels',
    title: 'Those of the first ten services',
    cell: ({ panels }) =>
      html`${panels.map(
        ({ slug, name }) =>
          html`<a class="plain" href="${href('panel', { panel: slug })}">${panelText(name)}</a> `,
      )}`,
  },
];
