/** What moved in the catalogs of all panels: a line a check, whatever it saw, which opens to the difference. */
import type { Reader } from '../../i18n/reader.ts';
import type { Viewer } from '../../panels/queries.ts';
import { kindWords } from '../../ui/change.words.ts';
import { chips } from '../../ui/chips.ts';
import { empty } from '../../ui/empty.ts';
import { page } from '../../ui/layout.ts';
import { listWords } from '../../ui/list.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { moveList } from '../../ui/moves.ts';
import { day } from '../../ui/time.ts';
import type { MoveRow } from '../moves.ts';
import { CHANGE_KINDS, type ChangeKind, type Page } from '../queries.ts';
import { allChangesWords as words } from './all-changes.words.ts';

export interface AllChangesData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  kinds: readonly ChangeKind[];
  moves: Page<MoveRow>;
  isContinued: boolean;
}

export function allChangesPage({ reader, viewer, now, kinds, moves, isContinued }: AllChangesData): Markup {
  const { say } = reader;
  const { rows, next } = moves;
  const address = (query: { kind?: readonly string[]; after?: string }): string =>
    reader.href('changes', query);
  return page(
    { title: say(words.title), reader, viewer, now, section: 'changes' },
    html`<div class="page-head">
        <h1>${say(words.title)}</h1>
        <p class="muted">${say(words.lead)}</p>
      </div>
      <div class="filters">
        ${chips(reader, say(words.kind), [
          { words: say(words.all), address: address({}), isChosen: kinds.length === 0 },
          ...CHANGE_KINDS.map((kind) => {
            const isChosen = kinds.includes(kind);
            const toggled = isChosen ? kinds.filter((it) => it !== kind) : [...kinds, kind];
            return { words: say(kindWords[kind]), address: address({ kind: toggled }), isChosen };
          }),
        ])}
      </div>
      ${rows.length === 0 ? empty(say(kinds.length > 0 ? words.nothing : words.nothingYet), say(words.onceTwo)) : byDay(rows).map((ofDay) => section(reader, ofDay, now))}
      ${
        (next !== undefined || isContinued) &&
        html`<nav class="pager" aria-label="${say(words.pages)}">
          ${isContinued && html`<a href="${address({ kind: kinds })}">${say(listWords.latest)}</a>`}
          ${next !== undefined && html`<a class="button" rel="next nofollow" href="${address({ kind: kinds, after: next })}">${say(listWords.earlier)}</a>`}
        </nav>`
      }`,
  );
}

function byDay(rows: readonly MoveRow[]): MoveRow[][] {
  return [...Map.groupBy(rows, ({ changedAt }) => changedAt.toISOString().slice(0, 10)).values()];
}

function section(reader: Reader, rows: readonly MoveRow[], now: Date): Markup | false {
  const [first] = rows;
  if (first === undefined) return false;
  const id = `day-${first.changedAt.toISOString().slice(0, 10)}`;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${day(reader, first.changedAt)}</h2>
    ${moveList(reader, rows, now)}
  </section>`;
}
