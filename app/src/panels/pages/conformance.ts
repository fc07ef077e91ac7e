/** How a panel's catalog follows the API Standard: grade, and every finding with its paragraph and the change that mends it. */
import type { ConformanceFinding, Grade } from 'smmwatch';
import type { Reader } from '../../i18n/reader.ts';
import { empty } from '../../ui/empty.ts';
import { page } from '../../ui/layout.ts';
import { listWords } from '../../ui/list.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelHead } from '../../ui/panel-head.ts';
import { panelHeadWords } from '../../ui/panel-head.words.ts';
import { panelText } from '../../ui/panel-text.ts';
import { table, type Column } from '../../ui/table.ts';
import { moment } from '../../ui/time.ts';
import type { CheckRow, PanelRow, Viewer } from '../queries.ts';
import { severityWords, summaryWords } from './catalog-summary.words.ts';
import { conformanceWords as words, gradeWords } from './conformance.words.ts';
import { panelWords } from './panel.words.ts';

export interface ConformanceData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  panel: PanelRow;
  lastCheck: CheckRow | undefined;
  /** Undefined before a catalog was read. */
  judged: { grade: Grade; findings: ConformanceFinding[]; readAt: Date } | undefined;
}

export function conformancePage({ reader, viewer, now, panel, lastCheck, judged }: ConformanceData): Markup {
  const { say } = reader;
  return page(
    { title: say(words.title, { panel: panel.name }), reader, viewer, now, section: 'panels' },
    html`${panelHead({ reader, viewer, now, panel, lastCheck, tab: 'conformance' })}
      <section aria-labelledby="conformance">
        <h2 id="conformance">${say(panelHeadWords.conformance)}</h2>
        ${judged === undefined ? empty(say(listWords.noCatalog), say(panelWords.noCatalogNext)) : judgement(reader, judged)}
      </section>`,
  );
}

function judgement(
  reader: Reader,
  { grade, findings, readAt }: NonNullable<ConformanceData['judged']>,
): Markup {
  const { say } = reader;
  return html`<div class="grade-head">
      <p class="grade grade-${grade}"><span class="sr">${say(words.grade)} </span>${grade}</p>
      <div>
        <p>${say(gradeWords[grade])}</p>
        <p class="note">
          ${reader.mark(words.judgedFrom, { moment: moment(reader, readAt), code: (said) => html`<code>${said}</code>` })}
        </p>
      </div>
    </div>
    ${findings.length === 0 ? empty(say(words.nothing), say(words.nothingMeans)) : table(columns(reader), findings, { reader, label: say(summaryWords.findings, { n: findings.length }), stacks: true })}`;
}

function columns(reader: Reader): Column<ConformanceFinding>[] {
  const { say } = reader;
  return [
    {
      head: say(words.weight),
      phoneLabel: '',
      className: 'nowrap',
      cell: ({ severity }) => html`<span class="severity-${severity}">${say(severityWords[severity])}</span>`,
    },
    { head: say(words.finding), phoneLabel: '', className: 'said', cell: (finding) => told(reader, finding) },
    // What core says of a finding is English, like every message of a check.
    {
      head: say(words.fix),
      className: 'said',
      cell: ({ fix }) => html`<span lang="en" dir="ltr">${fix}</span>`,
    },
    {
      head: say(words.paragraph),
      cell: ({ paragraph: { id, title } }) => html`<bdi>${id}</bdi> <span lang="en">${title}</span>`,
    },
  ];
}

function told(reader: Reader, { message, field, count, example }: ConformanceFinding): Markup {
  const aside = (said: Markup | string): Markup => html` <span class="muted">${said}</span>`;
  const code = (text: string): Markup => html`<code>${panelText(text)}</code>`;
  return html`<div>
    <span lang="en" dir="ltr">${panelText(message)}</span>${
      field !== undefined && aside(reader.mark(summaryWords.field, { field: code(field) }))
    }${count !== undefined && aside(reader.say(summaryWords.rows, { n: count }))}${
      example !== undefined && aside(reader.mark(summaryWords.suchAs, { example: code(example) }))
    }
  </div>`;
}
