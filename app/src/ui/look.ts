/** One look as it is now: what it is doing, its stages, and its report once there is one. */
import type { Reader } from '../i18n/reader.ts';
import type { LookRow } from '../submissions/queries.ts';
import { STAGE_NAMES } from '../submissions/stages.ts';
import { findingsTable, gradeOfReport } from './conformance.ts';
import { conformanceWords } from './conformance.words.ts';
import { lookStages } from './look-stages.ts';
import { lookWords } from './look-stages.words.ts';
import { html, type Markup } from './markup.ts';

/** How often a page without JavaScript looks again. */
export const RELOAD_SECONDS = 2;

export function isUnderWay({ endedAt }: LookRow): boolean {
  return endedAt === null;
}

/** The list as it is now, and one sentence above it while it changes or when it ended without a word about the API. */
export function lookProgress(reader: Reader, look: LookRow, follow: string): Markup {
  const { say } = reader;
  const stages =
    look.stages.length > 0 ? look.stages : STAGE_NAMES.map((name) => ({ name, state: 'waiting' as const }));
  const said = {
    ours: lookWords.ours,
    too_long: lookWords.tooLong,
    running: look.startedAt === null ? lookWords.waiting : lookWords.underWay,
  };
  return html`${isUnderWay(look) && html`<p class="note">${say(said.running)}</p>`}
  ${look.trouble !== null && html`<p class="banner bad" role="alert">${say(said[look.trouble])}</p>`}
  ${lookStages(reader, stages, isUnderWay(look) ? follow : undefined)}`;
}

/** Grade and findings, once there is a report. */
export function lookReport(reader: Reader, { report }: LookRow): Markup | false {
  if (report === null) return false;
  return html`<section aria-labelledby="conformance">
    <h2 id="conformance">${reader.say(conformanceWords.grade)}</h2>
    ${gradeOfReport(reader, report)} ${findingsTable(reader, report.findings)}
  </section>`;
}
