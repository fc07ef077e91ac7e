/** The directory: one dense table of panels, any column of which sorts and filters, by address. */
import type { Reader } from '../../i18n/reader.ts';
import { chips } from '../../ui/chips.ts';
import { empty } from '../../ui/empty.ts';
import { page } from '../../ui/layout.ts';
import { layoutWords } from '../../ui/layout.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { listWords } from '../../ui/list.words.ts';
import { results, searchBox } from '../../ui/search-box.ts';
import { PANEL_STATES, stateWord } from '../../ui/states.ts';
import { tableTools } from '../../ui/table-tools.ts';
import { table, viewAddress, type TableView } from '../../ui/table.ts';
import { PANEL_TABLE, type DirectorySearch } from '../directory-queries.ts';
import type { PanelRow, PanelState, Viewer } from '../queries.ts';
import { directoryWords } from './directory.words.ts';
import { panelColumns } from './panel-columns.ts';

export interface DirectoryData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  search: DirectorySearch;
  rows: PanelRow[];
  next: string | undefined;
  states: { state: PanelState | null; panels: number }[];
}

/** The directory as an address asks for it: also what its files are made by. */
export function directoryView(reader: Reader, { query, state, request }: DirectorySearch): TableView {
  return { reader, scheme: PANEL_TABLE, request, action: reader.href('panels'), keep: { q: query, state } };
}

export function directoryPage(data: DirectoryData): Markup {
  const { reader, viewer, now, search, rows, states } = data;
  const total = states.reduce((sum, { panels }) => sum + panels, 0);
  const title = reader.say(directoryWords.panels);
  return page(
    { title, reader, viewer, now, section: 'panels', hasSearch: true },
    html`<div class="page-head">
        <div class="section-head">
          <h1>${title}</h1>
          <p><a href="${reader.href('submit')}">${reader.say(layoutWords.submit)}</a></p>
        </div>
      </div>
      ${total === 0 ? noPanels(reader, viewer) : html`${filters(data, total)} ${found(data, total)}`}`,
  );

  function found({ next }: DirectoryData, total: number): Markup {
    const view = directoryView(reader, search);
    const columns = panelColumns(reader, now);
    const said =
      rows.length === total
        ? reader.say(directoryWords.shown, { n: total })
        : reader.say(directoryWords.shownOf, { n: rows.length, total });
    return results(
      rows.length === 0 ? reader.say(directoryWords.none) : said,
      html`${tableTools(view, columns, said)}
        ${table(columns, rows, {
          reader,
          label: title,
          view,
          empty: empty(
            reader.say(directoryWords.none),
            html`<a href="${reader.href('panels')}">${reader.say(directoryWords.showAll)}</a>`,
          ),
        })}
        <div data-results="pager">${pager(view, next)}</div>`,
    );
  }

  function pager(view: TableView, next: string | undefined): Markup | false {
    const { after } = search.request;
    if (next === undefined && after === undefined) return false;
    return html`<p class="pager">
      ${next !== undefined && html`<a class="button" rel="next nofollow" href="${viewAddress(view, { after: next })}">${reader.say(directoryWords.next)}</a>`}
      ${after !== undefined && html`<a href="${viewAddress(view)}">${reader.say(directoryWords.first)}</a>`}
    </p>`;
  }
}

function filters({ reader, search, states }: DirectoryData, total: number): Markup {
  const { keep, ...rest } = directoryView(reader, search);
  const address = (state: PanelState | undefined): string =>
    viewAddress({ ...rest, keep: { ...keep, state } });
  const known = PANEL_STATES.flatMap((state) => {
    const panels = states.find((it) => it.state === state)?.panels ?? 0;
    const isChosen = search.state === state;
    if (panels === 0 && !isChosen) return [];
    return [{ words: stateWord(reader, state), address: address(state), isChosen, count: panels }];
  });
  const all = {
    words: reader.say(directoryWords.all),
    address: address(undefined),
    isChosen: search.state === undefined,
    count: total,
  };
  return html`<div class="filters">
    ${searchBox({
      reader,
      action: rest.action,
      label: reader.say(directoryWords.find),
      findsHere: true,
      query: search.query,
      keep: kept(viewAddress({ ...rest, keep: { state: search.state } })),
    })}
    ${chips(reader, reader.say(listWords.state), [all, ...known])}
  </div>`;
}

/** What an address holds, as the fields of a form. */
function kept(address: string): Record<string, string> {
  return Object.fromEntries(new URL(address, 'http://site').searchParams);
}

export function panelTable(reader: Reader, rows: readonly PanelRow[], now: Date): Markup {
  const columns = panelColumns(reader, now).filter(({ key }) => !HOME_LEAVES_OUT.has(key));
  return table(columns, rows, { reader, label: reader.say(directoryWords.panels) });
}

const HOME_LEAVES_OUT = new Set<string>(['changes', 'response']);

export function noPanels(reader: Reader, viewer: Viewer): Markup {
  const code = (said: Markup): Markup => html`<code dir="ltr">${said}</code>`;
  if (viewer !== 'operator')
    return empty(reader.say(directoryWords.noneListed), reader.mark(directoryWords.signInToAdd, { code }));
  const link = (said: Markup): Markup => html`<a href="${reader.href('newPanel')}">${said}</a>`;
  return empty(reader.say(directoryWords.noneWatched), reader.mark(directoryWords.addFirst, { link, code }));
}
