/** How an API follows the API Standard: its grade, and every finding with its paragraph and the change that mends it. */
import type { ConformanceFinding, Grade } from 'smmwatch';
import type { Reader } from '../i18n/reader.ts';
import { severityWords, summaryWords } from './catalog-summary.words.ts';
import { conformanceWords as words, gradeWords } from './conformance.words.ts';
import { empty } from './empty.ts';
import { html, type Markup } from './markup.ts';
import { panelText } from './panel-text.ts';
import { table, type Column } from './table.ts';
import { gradeReasonWords } from './verdicts/grade-reasons.words.ts';
import { findingSaid, fixSaid, gradeReasonSaid, paragraphTitle, saysField } from './verdicts/said.ts';

/** `from` says what was judged, and when, or why; false where there is nothing to add to what the grade means. */
export function gradeHead(reader: Reader, grade: Grade, from: Markup | false): Markup {
  const { say } = reader;
  return html`<div class="grade-head">
    <p class="grade grade-${grade}"><span class="sr">${say(words.grade)} </span>${grade}</p>
    <div>
      <p>${say(gradeWords[grade])}</p>
      ${from !== false && html`<p class="note">${from}</p>`}
    </div>
  </div>`;
}

/** With its reason, where that is not what the grade means anyway. */
export function gradeOfReport(
  reader: Reader,
  report: Parameters<typeof gradeReasonSaid>[1] & { grade: Grade },
): Markup {
  const { grade, reasonCode } = report;
  const saysNoMore = typeof reasonCode === 'string' && gradeReasonWords[reasonCode] === gradeWords[grade];
  return gradeHead(reader, grade, !saysNoMore && gradeReasonSaid(reader, report));
}

export function findingsTable(reader: Reader, findings: readonly ConformanceFinding[]): Markup {
  const { say } = reader;
  if (findings.length === 0) return empty(say(words.nothing), say(words.nothingMeans));
  const label = say(summaryWords.findings, { n: findings.length });
  return table(columns(reader), findings, { reader, label, stacks: true });
}

/** Where the page of the standard says it. */
export function paragraphId(id: string): string {
  return `p${id}`;
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
    {
      head: say(words.fix),
      className: 'said',
      cell: (finding) => html`<div>${fixSaid(reader, finding)}</div>`,
    },
    {
      head: say(words.paragraph),
      cell: ({ paragraph: { id } }) =>
        html`<a href="${reader.href('standard')}#${paragraphId(id)}"
          ><bdi>${id}</bdi> ${paragraphTitle(reader, id)}</a
        >`,
    },
  ];
}

function told(reader: Reader, finding: ConformanceFinding): Markup {
  const { code: what, field, count, example } = finding;
  const aside = (said: Markup | string): Markup => html` <span class="muted">${said}</span>`;
  const code = (text: string): Markup => html`<code>${panelText(text)}</code>`;
  return html`<div>
    ${findingSaid(reader, finding)}${
      field !== undefined &&
      !saysField(what) &&
      aside(reader.mark(summaryWords.field, { field: code(field) }))
    }${count !== undefined && aside(reader.say(summaryWords.rows, { n: count }))}${
      example !== undefined && aside(reader.mark(summaryWords.suchAs, { example: code(example) }))
    }
  </div>`;
}
