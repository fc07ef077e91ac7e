/** Every part that pages are made of, in every state, on one page: to be looked at when the look changes. Not for visitors. */
import { ENGLISH as reader } from '../i18n/reader.ts';
import { chips } from './chips.ts';
import { empty } from './empty.ts';
import { field } from './field.ts';
import { bytes, count, flag, milliseconds, quantity, rate, unknown } from './figures.ts';
import { figureWords } from './figures.words.ts';
import { page } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { moveList } from './moves.ts';
import { foundText } from './panel-text.ts';
import { percent } from './percent.ts';
import { searchBox } from './search-box.ts';
import { PANEL_STATES, stateCell, stateDot, stateMark } from './states.ts';
import { table } from './table.ts';
import { ago, day, interval, lasting, moment } from './time.ts';

export function galleryPage(now: Date): Markup {
  return page(
    {
      title: 'Gallery',
      reader,
      viewer: 'operator',
      now,
      section: 'operator',
      isPrivate: true,
      hasSearch: true,
    },
    html`<div class="page-head"><h1>Gallery</h1></div>
      ${part('Text', text())} ${part('States', states(now))} ${part('Figures', figures())}
      ${part('Times', times(now))} ${part('Table', tables(now))} ${part('What moved', moves(now))}
      ${part('Search and filters', filters())} ${part('Form', form())}
      ${part('Said when there is nothing, or something to know', said())}`,
  );
}

function part(title: string, body: Markup): Markup {
  const id = title.toLowerCase().replace(/\W+/g, '-');
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`;
}

function text(): Markup {
  return html`<h3>A heading of the third order</h3>
    <p>Running text with a <a href="#text">link</a>, <code>code</code>, <kbd>/</kbd> and <b>weight</b>.</p>
    <p class="muted">Quiet text.</p>
    <p class="note">A note.</p>
    <p>${foundText('Instagram Likes ⭐ İstanbul', 'likes istan')}</p>
    <p>
      <del>what was</del><span class="arrow"> → </span><ins>what is</ins> <span class="tag">package</span>
    </p>`;
}

function states(now: Date): Markup {
  const since = before(now, 4000);
  const stages = {
    down: ['connect', 'refused'],
    key_invalid: ['auth', 'invalid_key'],
    blocked: ['http', 'challenge'],
  };
  return html`<p class="actions">
      ${[...PANEL_STATES, null].map((state) => html`${stateMark(reader, state)} ${stateDot(reader, state)}`)}
    </p>
    <ul>
      ${Object.entries(stages).map(([state, [stage = '', code = '']]) => {
        const known = PANEL_STATES.find((it) => it === state) ?? null;
        return html`<li>
          ${stateCell(reader, { state: known, stateSince: since, stage, code, pausedAt: now }, now)}
        </li>`;
      })}
    </ul>`;
}

function figures(): Markup {
  return html`<p class="actions">
    ${[count(reader, 1_234_567), count(reader, null), quantity(reader, 12_500, figureWords.noLimitSaid), rate(reader, '1234.0560'), rate(reader, null), milliseconds(reader, 840), milliseconds(reader, 2400), bytes(reader, 52_000), flag(reader, true), flag(reader, false), flag(reader, null), unknown(reader), percent(reader, '+5.04'), percent(reader, '-34.30')].map((figure) => html`<span>${figure}</span>`)}
  </p>`;
}

function times(now: Date): Markup {
  return html`<p class="actions">
    ${[ago(reader, before(now, 3), now), ago(reader, before(now, 4000), now), ago(reader, before(now, -90), now), ago(reader, null, now), lasting(reader, before(now, 90_000), now), moment(reader, now), day(reader, now), html`${interval(reader, 900)}`].map((time) => html`<span>${time}</span>`)}
  </p>`;
}

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
  { name: 'خدمة', quoted: null },
];

function tables(now: Date): Markup {
  const columns = [
    {
      head: 'Service',
      isName: true,
      className: 'name',
      sort: 'name',
      cell: ({ name }: Line) => foundText(name, ''),
    },
    {
      head: 'Rate',
      isNumber: true,
      className: 'price',
      sort: 'rate',
      cell: ({ quoted }: Line) => rate(reader, quoted),
    },
    { head: 'Seen', isNumber: true, cell: () => ago(reader, before(now, 60), now) },
  ];
  const sorting = { by: 'rate', down: true, address: () => '#table' };
  return html`${table(columns, LINES, { reader, label: 'That scrolls on a phone', sorting })}
  ${table(columns, LINES, { reader, label: 'That stacks on a phone', stacks: true })}`;
}

function moves(now: Date): Markup {
  const changed = { panelSlug: 'a', panelState: 'up', changedAt: before(now, 30), ratesUp: 3 } as const;
  return moveList(
    reader,
    [
      {
        ...changed,
        panelName: 'Repriced',
        kinds: { repricing: 1, rate: 5, added: 2, flags: 1 },
        repricings: [{ factor: '1.0504', services: 405 }],
      },
      { ...changed, panelName: 'Quiet', kinds: { renamed: 1, limits: 2 }, repricings: [] },
    ],
    now,
  );
}

function filters(): Markup {
  return html`<div class="filters">
      ${searchBox({ reader, action: '#', label: 'Search something' })}
      ${chips(reader, 'Kind', [
        { words: 'All', address: '#', isChosen: true, count: 1200 },
        { words: 'Rate', address: '#', isChosen: false, count: 12 },
      ])}
    </div>
    ${searchBox({ reader, action: '#', label: 'Search everything', isLarge: true })}`;
}

function form(): Markup {
  return html`<form class="form" action="#form">
    ${field({ name: 'plain', label: 'A field', value: 'as typed', hint: 'What it is for.' })}
    ${field({ name: 'wrong', label: 'A field with a mistake', value: 'oops', error: 'Give something else.' })}
    <div class="actions">
      <button class="primary">Do it</button> <button>Do something else</button>
      <button class="danger">Remove for good</button> <button class="link">As a link</button>
    </div>
  </form>`;
}

function said(): Markup {
  return html`${empty('Nothing here yet', 'What to do so that there is something.')}
    <p class="banner">Something to know.</p>
    <p class="banner bad">Something that is wrong.</p>
    <details>
      <summary>More of it</summary>
      <p>Opened.</p>
    </details>`;
}

function before(now: Date, seconds: number): Date {
  return new Date(now.getTime() - seconds * 1000);
}
