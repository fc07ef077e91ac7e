/** Every part that pages are made of, in every state, on one page: to be looked at when the look changes. Not for visitors. */
import { readerOf, type Reader } from '../i18n/reader.ts';
import type { Step } from '../history/steps.ts';
import type { LookStage } from '../submissions/stages.ts';
import { chips } from './chips.ts';
import { gradeHead } from './conformance.ts';
import { dayBar, dayStrip, type BarDay, type DayMark } from './day-bar.ts';
import { empty } from './empty.ts';
import { facetList } from './facets.ts';
import { field } from './field.ts';
import { bytes, count, flag, milliseconds, quantity, rate, unknown } from './figures.ts';
import { figureWords } from './figures.words.ts';
import { page } from './layout.ts';
import { galleryTables } from './gallery-tables.ts';
import { lookStages } from './look-stages.ts';
import { html, type Markup } from './markup.ts';
import { moveList } from './moves.ts';
import { foundText } from './panel-text.ts';
import { paletteDialog } from './palette.ts';
import { percent, percentCell } from './percent.ts';
import { searchBox } from './search-box.ts';
import { sparkline } from './sparkline.ts';
import { PANEL_STATES, stateCell, stateDot, stateMark } from './states.ts';
import { stepChart } from './step-chart.ts';
import { ago, day, interval, lasting, moment } from './time.ts';

export function galleryPage(reader: Reader, now: Date): Markup {
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
      ${part('Text', text())} ${part('States', states(reader, now))} ${part('Figures', figures(reader))}
      ${part('Times', times(reader, now))} ${part('Tables', galleryTables(reader, now))}
      ${part('What moved', moves(reader, now))} ${part('Search and filters', filters(reader))}
      ${part('Form', form())} ${part('Facets', facets(reader))} ${part('Bars and lines', lines(reader))}
      ${part('A look, stage by stage', looks(reader))} ${part('Dialogs', dialogs(reader))}
      ${part('From right to left', mirrored(now))}
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

function states(reader: Reader, now: Date): Markup {
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

function figures(reader: Reader): Markup {
  return html`<p class="actions">
    ${[count(reader, 1_234_567), count(reader, null), quantity(reader, 12_500, figureWords.noLimitSaid), rate(reader, '1234.0560'), rate(reader, null), milliseconds(reader, 840), milliseconds(reader, 2400), bytes(reader, 52_000), flag(reader, true), flag(reader, false), flag(reader, null), unknown(reader), percent(reader, '+5.04'), percent(reader, '-34.30'), percentCell(reader, 0.2), percentCell(reader, 0)].map((figure) => html`<span>${figure}</span>`)}
  </p>`;
}

function times(reader: Reader, now: Date): Markup {
  return html`<p class="actions">
    ${[ago(reader, before(now, 3), now), ago(reader, before(now, 4000), now), ago(reader, before(now, -90), now), ago(reader, null, now), lasting(reader, before(now, 90_000), now), moment(reader, now), day(reader, now), html`${interval(reader, 900)}`].map((time) => html`<span>${time}</span>`)}
  </p>`;
}

function moves(reader: Reader, now: Date): Markup {
  const changed = {
    panelId: 1,
    panelSlug: 'a',
    panelState: 'up',
    changedAt: before(now, 30),
    ratesUp: 3,
  } as const;
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

function filters(reader: Reader): Markup {
  return html`<div class="filters">
      ${searchBox({ reader, action: '#', label: 'Search something' })}
      ${chips(reader, 'Kind', [
        { words: 'All', address: '#', isChosen: true, count: 1200 },
        { words: 'Rate', address: '#', isChosen: false, count: 12 },
      ])}
    </div>
    ${searchBox({ reader, action: '#', label: 'Search everything', isLarge: true })}`;
}

function facets(reader: Reader): Markup {
  const choice = (value: string, count: number, isChosen = false) => ({
    value,
    words: value,
    count,
    isChosen,
  });
  const names = [
    'Instagram',
    'TikTok',
    'YouTube',
    'Telegram',
    'Facebook',
    'X',
    'Spotify',
    'Threads',
    'VK',
    'Kick',
  ];
  return html`<div class="beside">
    ${facetList(reader, {
      label: 'Facets',
      action: '#facets',
      groups: [
        {
          name: 'platform',
          legend: 'Several, with more behind',
          choices: names.map((name, index) => choice(name, 40_000 - index * 4444, index === 1)),
        },
        {
          name: 'refill',
          legend: 'One of them',
          isOne: true,
          choices: [choice('any', 1200, true), choice('30 days', 310), choice('none of these', 0)],
        },
        {
          legend: 'A range with a mistake',
          from: { name: 'from', value: '0.10' },
          to: { name: 'to', value: 'cheap', error: 'Write a number.' },
          unit: 'USD',
        },
      ],
    })}
    <p class="muted">What they narrow down stands here.</p>
  </div>`;
}

function looks(reader: Reader): Markup {
  const stages: LookStage[] = [
    { name: 'address', state: 'passed' },
    { name: 'connect', state: 'passed', ms: 41 },
    { name: 'tls', state: 'doubtful', facts: { isPlain: true } },
    {
      name: 'post',
      state: 'failed',
      ms: 1320,
      message: 'The panel answers with a page for people.',
      excerpt: '<!doctype html><title>Just a moment…</title>',
      fix: 'Exempt the API path from the bot protection.',
      facts: { httpStatus: 403, contentType: 'text/html', bytes: 5120 },
    },
    { name: 'balance', state: 'running' },
    { name: 'services', state: 'waiting' },
    { name: 'sample', state: 'skipped' },
  ];
  return html`${lookStages(reader, stages)} ${gradeHead(reader, 'C', html`Why this grade.`)}`;
}

const MARKS: readonly DayMark[] = ['.', 'u', 'u', 'p', 'u', 'd', 'x', 'u', 'u', 'p'];

function lines(reader: Reader): Markup {
  const marks = Array.from({ length: 90 }, (_, n) => MARKS[(n * 7 + (n >> 3)) % MARKS.length] ?? 'u');
  const days = marks.map((mark, n): BarDay => ({
    day: new Date(Date.UTC(2026, 7, 28 + n)),
    mark,
    upS: mark === 'u' || mark === 'p' ? 80_000 : 0,
    downS: mark === 'd' || mark === 'p' ? 4000 : 0,
    unknownS: mark === 'x' ? 86_400 : 0,
    incidents: mark === 'd' ? 1 : 0,
  }));
  return html`${dayBar(reader, days, (day) => `#day-${day}`)}
    <p>${dayStrip(reader, marks.join(''))}</p>
    <p>
      ${sparkline(reader, RATES, RATES[0].from, RATES[2].to)}
      ${sparkline(reader, [RATES[0]], RATES[0].from, RATES[0].to)}
      ${sparkline(reader, [], RATES[0].from, RATES[2].to)}
    </p>
    ${stepChart({
      reader,
      label: 'A rate that fell, was not for sale, and rose',
      from: RATES[0].from,
      to: RATES[2].to,
      series: [
        {
          label: 'Rate',
          look: 'main',
          steps: RATES.map(({ rate, ...step }) => ({
            ...step,
            value: rate === null ? null : Number(rate),
            words: rate ?? 'not for sale',
          })),
        },
      ],
      bands: [{ from: RATES[1].from, to: RATES[1].to, label: 'not for sale' }],
      format: (value) => value.toFixed(2),
      table: html`<details>
        <summary>The same as a table</summary>
        <p>Stands here.</p>
      </details>`,
    })}`;
}

const [OCTOBER, FIRST, LATER, LAST] = [
  new Date('2026-10-01'),
  new Date('2026-10-20'),
  new Date('2026-11-02'),
  new Date('2026-11-25'),
] as const;

const RATES: [Step, Step, Step] = [
  { from: OCTOBER, to: FIRST, rate: '0.90', available: true, serviceId: '1' },
  { from: FIRST, to: LATER, rate: null, available: false, serviceId: '1' },
  { from: LATER, to: LAST, rate: '1.35', available: true, serviceId: '1' },
];

/** As they look when they are open, without standing above the page. */
function dialogs(reader: Reader): Markup {
  return html`<div class="shown-dialogs">
    <dialog open aria-label="A question">
      <h3>Remove the panel for good?</h3>
      <p>Its history goes with it.</p>
      <p class="actions"><button class="danger">Remove</button> <button>Keep it</button></p>
    </dialog>
    ${paletteDialog(reader, 'The palette')}
  </div>`;
}

function mirrored(now: Date): Markup {
  const arabic = readerOf('ar', false);
  return html`<div dir="rtl" lang="ar" class="mirrored">
    ${states(arabic, now)} ${figures(arabic)} ${lines(arabic)}
  </div>`;
}

function form(): Markup {
  return html`<form class="form" action="#form">
    ${field({ name: 'plain', label: 'A field', value: 'as typed', hint: 'What it is for.' })}
    ${field({
      name: 'choice',
      label: 'A choice',
      value: 'b',
      choices: [
        ['a', 'The first'],
        ['b', 'The second'],
      ],
    })}
    ${field({ name: 'wrong', label: 'A field with a mistake', value: 'oops', error: 'Give something else.' })}
    <div class="actions">
      <button class="primary">Do it</button> <button>Do something else</button>
      <button class="primary" aria-busy="true">Under way</button> <button disabled>Not now</button>
      <button class="danger">Remove for good</button> <button class="link">As a link</button>
    </div>
  </form>`;
}

function said(): Markup {
  return html`${empty('Nothing here yet', 'What to do so that there is something.')}
    <p class="loading" role="status">Looking it up; what is there so far stays.</p>
    <p class="error">What went wrong, and what to do.</p>
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
