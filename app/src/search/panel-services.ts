/** What one panel sells, as its own page shows it: the same search, facets and table as over all panels. */
import type { Database } from '../db/open.ts';
import { rateSteps } from '../history/rate-history.ts';
import type { Reader } from '../i18n/reader.ts';
import type { ShownCurrency } from '../market/queries.ts';
import type { Viewer } from '../panels/queries.ts';
import type { AskedQuery, TableFormat } from '../tables/request.ts';
import { readTableRequest } from '../tables/request.ts';
import { SERVICE_TABLE, serviceColumns } from '../ui/service-table.ts';
import { shownColumns, type Column } from '../ui/table.ts';
import type { Markup } from '../ui/markup.ts';
import { readSearch, type Parameters } from './asked.ts';
import { countFacets, countRows } from './counts.ts';
import { resolve } from './nearest-word.ts';
import { foundServices, servicesView } from './pages/services.ts';
import type { Sort } from './order.ts';
import { search, type FoundService, type Search } from './search.ts';

const MONTH_MS = 30 * 86_400_000;

interface Asking {
  db: Database;
  reader: Reader;
  viewer: Viewer;
  now: Date;
  panel: { panelId: number; slug: string };
  shown: ShownCurrency;
  /** The request: its parameters one by one, and all of them. */
  request: AskedQuery;
  parameters: Parameters;
}

export interface PanelServices {
  /** As a file, if the address asks for one. */
  file?: {
    format: TableFormat;
    columns: Column<FoundService, Sort>[];
    pages: AsyncIterable<FoundService[]>;
  };
  /** The list and what narrows it down; `emptyCatalog` stands where nothing was read yet. */
  list: (emptyCatalog: Markup) => Markup;
  /** Whether the list does not begin with its first. */
  isContinued: boolean;
}

export async function panelServices(asking: Asking): Promise<PanelServices> {
  const { db, reader, viewer, now, shown, parameters } = asking;
  const { panelId, slug: panel } = asking.panel;
  const asked = readSearch(parameters, 'catalog', shown.perUsd);
  const { search: resolved, corrections } = await resolve(db, asked.search, asked.asTyped);
  const wanted: Search = { ...resolved, panelId };
  const request = readTableRequest(SERVICE_TABLE, asking.request);
  const view = servicesView({ reader, asked, shown, request, panel });
  if (request.format !== undefined) {
    const options = {
      reader,
      query: '',
      now,
      ofOnePanel: true,
      shown,
      quantity: wanted.quantity,
      view,
    };
    return {
      file: {
        format: request.format,
        columns: shownColumns(serviceColumns(options), view),
        pages: everyPage(db, viewer, wanted),
      },
      list: (emptyCatalog) => emptyCatalog,
      isContinued: false,
    };
  }
  const [services, total, counts] = await Promise.all([
    search(db, viewer, wanted),
    countRows(db, viewer, wanted),
    countFacets(db, viewer, wanted),
  ]);
  const months = await rateSteps(db, services.rows, new Date(now.getTime() - MONTH_MS));
  const data = {
    reader,
    viewer,
    now,
    shown,
    asked,
    view,
    services,
    total,
    counts,
    corrections,
    months,
    panel,
  };
  return { list: (emptyCatalog) => foundServices(data, emptyCatalog), isContinued: asked.isContinued };
}

/** What was found, from where the address begins, a page at a time: for files. */
export async function* everyPage(
  db: Database,
  viewer: Viewer,
  wanted: Search,
): AsyncIterable<FoundService[]> {
  let { after } = wanted;
  do {
    const { rows, next } = await search(db, viewer, { ...wanted, after });
    yield rows;
    after = next;
  } while (after !== undefined);
}
