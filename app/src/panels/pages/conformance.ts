/** How a panel's catalog follows the API Standard: grade, and every finding with its paragraph and the change that mends it. */
import type { ConformanceFinding, Grade } from 'smmwatch';
import type { Reader } from '../../i18n/reader.ts';
import { empty } from '../../ui/empty.ts';
import { page } from '../../ui/layout.ts';
import { listWords } from '../../ui/list.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelHead } from '../../ui/panel-head.ts';
import { panelHeadWords } from '../../ui/panel-head.words.ts';
import { moment } from '../../ui/time.ts';
import type { CheckRow, PanelRow, Viewer } from '../queries.ts';
import { findingsTable, gradeHead } from '../../ui/conformance.ts';
import { conformanceWords as words } from '../../ui/conformance.words.ts';
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
  const from = reader.mark(words.judgedFrom, {
    moment: moment(reader, readAt),
    code: (said: Markup) => html`<code>${said}</code>`,
  });
  return html`${gradeHead(reader, grade, from)} ${findingsTable(reader, findings)}`;
}
