/** The tester: the form for anyone, and the report of one look. */
import type { FieldUnderstood } from 'smmwatch';
import type { Reader } from '../../i18n/reader.ts';
import type { Viewer } from '../../panels/queries.ts';
import { empty } from '../../ui/empty.ts';
import { count, unknown } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { meaningOf } from '../../ui/look-stages.ts';
import { isUnderWay, lookProgress, lookReport, RELOAD_SECONDS } from '../../ui/look.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { sampleTable } from '../../ui/sample-table.ts';
import { table, type Column } from '../../ui/table.ts';
import { REPORT_DAYS } from '../ask-look.ts';
import type { LookRow } from '../queries.ts';
import { formWords } from './mistakes.words.ts';
import { apiFields, at, mistakesBanner, ownAddress, type FormState } from './parts.ts';
import { testerWords as words } from './tester.words.ts';

interface Seen {
  reader: Reader;
  viewer: Viewer;
  now: Date;
}

export function testerPage({ reader, viewer, now }: Seen, form: FormState, trouble?: Markup): Markup {
  const { say, href } = reader;
  const code = (said: Markup): Markup => html`<code>${said}</code>`;
  return page(
    { reader, viewer, now, title: say(words.title), description: say(words.lead) },
    html`<div class="page-head">
        <h1>${say(words.title)}</h1>
        <p class="lead">${say(words.lead)}</p>
      </div>
      ${trouble ?? mistakesBanner(reader, form)}
      <form class="form" method="post" action="${href('tester')}">
        ${apiFields(reader, form, say(formWords.testKeyHint))}
        <div class="actions"><button class="primary">${say(words.submit)}</button></div>
      </form>
      <div class="prose">
        <h2>${say(words.what)}</h2>
        <ul>
          <li>${reader.mark(words.sends, { code })}</li>
          <li>${say(words.forgets)}</li>
          <li>${say(words.private, { days: REPORT_DAYS })}</li>
        </ul>
      </div>`,
  );
}

export function reportPage({ reader, viewer, now }: Seen, look: LookRow, token: string): Markup {
  const { say, href, mark } = reader;
  const { host, origin, pathname } = new URL(look.apiUrl);
  // A query may hold what its owner would not share.
  const apiUrl = origin + pathname;
  const { report, sample } = look;
  return page(
    {
      reader,
      viewer,
      now,
      title: say(words.report, { host }),
      isPrivate: true,
      reloadSeconds: isUnderWay(look) && RELOAD_SECONDS,
    },
    html`<div class="page-head">
        <h1>${mark(words.report, { host: html`<bdi>${host}</bdi>` })}</h1>
        <p class="muted"><bdi class="address">${apiUrl}</bdi></p>
        <p class="muted">${mark(words.looked, at(reader, look.createdAt))}</p>
      </div>
      ${lookProgress(reader, look, href('followTest', { report: token }))} ${lookReport(reader, look)}
      ${report !== null && report.fields.length > 0 && fieldsSection(reader, report.fields)}
      ${sample !== null && sample.length > 0 && sampleTable(reader, sample)}
      ${
        !isUnderWay(look) &&
        html`<section class="share">
          ${ownAddress(reader, say(words.report, { host }))}
          <p class="note">${mark(words.share, at(reader, look.expiresAt))}</p>
          <p class="actions">
            <a class="button" href="${href('tester', { apiUrl })}">${say(words.again)}</a>
            ${report?.outcome.stage === 'ok' && html`<a class="button" href="${href('submit', { apiUrl })}">${say(words.list)}</a>`}
            ${report !== null && html`<a href="${href('testReport', { report: token }, { format: 'json' })}">${say(words.json)}</a>`}
          </p>
        </section>`
      }`,
  );
}

export function noReportPage({ reader, viewer, now }: Seen): Markup {
  const { say, href } = reader;
  return page(
    { reader, viewer, now, title: say(words.gone), isPrivate: true },
    html`<div class="page-head"><h1>${say(words.gone)}</h1></div>
      ${empty(say(words.goneNext), html`<a href="${href('tester')}">${say(words.title)}</a>`)}`,
  );
}

function fieldsSection(reader: Reader, fields: readonly FieldUnderstood[]): Markup {
  const { say } = reader;
  const columns: Column<FieldUnderstood>[] = [
    { head: say(words.meaning), isName: true, cell: ({ meaning }) => meaningOf(reader, meaning) },
    {
      head: say(words.field),
      cell: ({ field }) => (field === null ? unknown(reader) : html`<code>${panelText(field)}</code>`),
    },
    { head: say(words.filled), isNumber: true, cell: (row) => count(reader, row.count) },
    {
      head: say(words.sample),
      className: 'said',
      cell: ({ sample }) => (sample === null ? unknown(reader) : panelText(sample)),
    },
  ];
  return html`<section aria-labelledby="fields">
    <h2 id="fields">${say(words.fields)}</h2>
    ${table(columns, fields, { reader, label: say(words.fields), stacks: true })}
  </section>`;
}
