/** A look, stage by stage: what passed, what it took, what was seen, and what mends what did not. */
import type { Message, Reader } from '../i18n/reader.ts';
import type { LookStage, StageFacts, StageState } from '../submissions/stages.ts';
import { meaningWords } from './catalog-summary.words.ts';
import { lookWords as words, stageStateWords, stageWords } from './look-stages.words.ts';
import { html, type Markup } from './markup.ts';
import { panelText } from './panel-text.ts';
import { failureSaid, fixSaid } from './verdicts/said.ts';

/** `follow` is where the list can be had as it changes; absent once nothing changes any more. */
export function lookStages(reader: Reader, stages: readonly LookStage[], follow?: string): Markup {
  const { say } = reader;
  return html`<ol
    class="stages"
    aria-label="${say(words.stages)}"
    ${follow !== undefined && html` data-follow="${follow}"`}
    data-said="${saidOf(reader, stages)}"
  >
    ${stages.map((stage) => stageRow(reader, stage))}
  </ol>`;
}

function stageRow(reader: Reader, stage: LookStage): Markup {
  const { name, state, ms, stopped, message, excerpt, fix, fixCode, facts = {} } = stage;
  const { say, formats } = reader;
  const seen = factsOf(reader, facts);
  return html`<li class="stage stage-${state}">
    <span class="stage-mark" aria-hidden="true">${MARKS[state]}</span>
    <div class="stage-told">
      <p>
        <strong>${say(stageWords[name])}</strong>
        <span class="stage-state">${say(stageStateWords[state])}</span>
      </p>
      ${message !== undefined && html`<p>${failureSaid(reader, { stage: '', code: '', ...stopped, message })}</p>`}
      ${excerpt !== undefined && html`<p><code class="excerpt">${panelText(excerpt)}</code></p>`}
      ${seen.length > 0 && html`<p class="muted">${seen}</p>`}
      ${fix !== undefined && html`<p class="fix">${reader.mark(words.fix, { fix: fixSaid(reader, { fix, fixCode }) })}</p>`}
    </div>
    <span class="stage-ms">${ms !== undefined && formats.milliseconds(ms)}</span>
  </li>`;
}

const MARKS: Readonly<Record<StageState, string>> = {
  waiting: '·',
  running: '…',
  passed: '✓',
  doubtful: '!',
  failed: '✕',
  skipped: '–',
};

/** What a screen reader hears when the list has changed. */
function saidOf(reader: Reader, stages: readonly LookStage[]): string {
  const ended = stages.filter(({ state }) => state !== 'waiting' && state !== 'running');
  const last = ended.findLast(({ state }) => state !== 'skipped');
  if (last === undefined) return reader.say(words.stages);
  return reader.say(words.said, {
    done: ended.length,
    total: stages.length,
    stage: reader.say(stageWords[last.name]),
    state: reader.say(stageStateWords[last.state]),
  });
}

/** The pieces, each in its own direction, with a dot between them. */
function factsOf(reader: Reader, facts: StageFacts): Markup[] {
  const { say, mark, formats } = reader;
  const { httpStatus, contentType, bytes, currency, services, notes, fields, missing, sample, known } = facts;
  const pieces: (Markup | string | false)[] = [
    facts.isSpared === true && say(words.spared),
    facts.isPlain === true && say(words.plain),
    services !== undefined && say(words.services, { n: services }),
    sample !== undefined && say(words.services, { n: sample }),
    notes !== undefined && notes > 0 && say(words.notes, { n: notes }),
    httpStatus !== undefined && html`<code class="nowrap">HTTP ${httpStatus}</code>`,
    contentType !== undefined && html`<code dir="ltr">${panelText(contentType)}</code>`,
    bytes !== undefined && bytes > 0 && formats.bytes(bytes),
    currency !== undefined && mark(words.currency, { currency: panelText(currency.slice(0, 20)) }),
    missing !== undefined &&
      mark(words.missing, { fields: formats.list(missing.map((meaning) => meaningOf(reader, meaning))) }),
    known !== undefined &&
      mark(words.known, {
        panel: html`<a href="${reader.href('panel', { panel: known.slug })}">${panelText(known.name)}</a>`,
      }),
    known?.by === 'catalog' && say(words.knownShare, { share: formats.share(known.share) }),
    ...(fields ?? []).map(
      ({ meaning, field }) =>
        html`<span class="nowrap">${meaningOf(reader, meaning)} <code>${panelText(field)}</code></span>`,
    ),
  ];
  return pieces
    .filter((piece) => piece !== false)
    .map((piece, index) => html`${index > 0 && ' · '}<span dir="auto">${piece}</span>`);
}

const MEANINGS: ReadonlyMap<string, Message> = new Map(meaningWords);

export function meaningOf(reader: Reader, meaning: string): string {
  const message = MEANINGS.get(meaning);
  return message === undefined ? meaning : reader.say(message);
}
