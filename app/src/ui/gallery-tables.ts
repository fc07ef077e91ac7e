/** The tables of the gallery: everything that a table can be asked, right and wrong. */
import { readTableRequest, type TableScheme } from '../tables/request.ts';
import type { Reader } from '../i18n/reader.ts';
import { compareTray } from './compare-tray.ts';
import { empty } from './empty.ts';
import { rate } from './figures.ts';
import { html, type Markup } from './markup.ts';
import { foundText } from './panel-text.ts';
import { tableTools } from './table-tools.ts';
import { table, type Column, type TableView } from './table.ts';
import { ago } from './time.ts';

interface Line {
  name: string;
  quoted: string | null;
}

const LINES: Line[] = [
  { name: 'A service', quoted: '0.90' },
  {
    name: 'Another one, with a name that goes on for as long as names of services do, and then some',
    quoted: '12.5',
  },
  { name: 'Подписчики Instagram 🇷🇺', quoted: '1234.0560' },
  { name: 'خدمة', quoted: null },
];

const SCHEME = {
  columns: {
    name: { filter: 'text', isFixed: true },
    rate: { filter: 'number' },
    refill: { choices: ['yes', 'no'] },
    seen: { filter: 'age' },
  },
  sorts: ['name', 'rate'],
} as const satisfies TableScheme;

/** As if it were asked `?rate=cheap&refill=yes&sort=rate&order=down`. */
const ASKED = new URLSearchParams({ rate: 'cheap', refill: 'yes', sort: 'rate', order: 'down' });

export function galleryTables(reader: Reader, now: Date): Markup {
  const request = readTableRequest(SCHEME, {
    query: (name) => ASKED.get(name) ?? undefined,
    queries: (name) => (ASKED.has(name) ? ASKED.getAll(name) : undefined),
  });
  const view: TableView = { reader, scheme: SCHEME, request, action: '', keep: {} };
  const columns = columnsOf(reader, now);
  const compare = { idOf: ({ name }: Line) => `panel:${name}`, nameOf: ({ name }: Line) => name };
  const nothing = empty('Nothing matches', 'Ask for less.');
  return html`${tableTools(view, columns, '4 services')}
  ${table(columns, LINES, { reader, label: 'That is asked much, and scrolls on a phone', view, compare })}
  ${table(columns, [], { reader, label: 'That holds nothing', empty: nothing })}
  ${table(columns, LINES, { reader, label: 'That stacks on a phone', stacks: true })} ${compareTray(reader)}`;
}

function columnsOf(reader: Reader, now: Date): Column<Line>[] {
  return [
    {
      key: 'name',
      head: 'Service',
      isName: true,
      className: 'name',
      sort: 'name',
      filterHint: 'likes',
      cell: ({ name }) => foundText(name, 'service'),
    },
    {
      key: 'rate',
      head: 'Rate',
      title: 'What 1,000 cost',
      isNumber: true,
      className: 'price',
      sort: 'rate',
      filterHint: '<0.8',
      cell: ({ quoted }) => rate(reader, quoted),
    },
    { key: 'refill', head: 'Refill', cell: () => 'yes' },
    {
      key: 'seen',
      head: 'Seen',
      isNumber: true,
      filterHint: '<1h',
      cell: () => ago(reader, new Date(now.getTime() - 60_000), now),
    },
  ];
}
