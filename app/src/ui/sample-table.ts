/** Services as a look read them, with what was understood of their names: to be seen before anybody agrees to anything. */
import { classify } from 'smmwatch';
import type { Reader } from '../i18n/reader.ts';
import type { SampleService } from '../submissions/sample.ts';
import { kindName, platformName, refillWords } from './fact-words.ts';
import { flag, quantity, rate, unknown } from './figures.ts';
import { lookWords as words } from './look-stages.words.ts';
import { html, type Markup } from './markup.ts';
import { panelText } from './panel-text.ts';
import { table, type Column } from './table.ts';

export function sampleTable(reader: Reader, sample: readonly SampleService[]): Markup {
  const { say } = reader;
  return html`<section aria-labelledby="sample">
    <h2 id="sample">${say(words.sampleHeading, { n: sample.length })}</h2>
    <p class="note">${say(words.sampleNote)}</p>
    ${table(columns(reader), sample, { reader, label: say(words.sampleHeading, { n: sample.length }), stacks: true })}
  </section>`;
}

function columns(reader: Reader): Column<SampleService>[] {
  const { say } = reader;
  return [
    {
      head: say(words.service),
      isName: true,
      className: 'name',
      cell: ({ id, name, category }) =>
        html`${panelText(name)}
          <div class="category">
            <bdi>${id.slice(0, 40)}</bdi>${category !== null && html` · ${panelText(category)}`}
          </div>`,
    },
    { head: say(words.rate), isNumber: true, cell: (service) => rate(reader, service.rate) },
    { head: say(words.min), isNumber: true, cell: ({ min }) => quantity(reader, min, words.noLimit) },
    { head: say(words.max), isNumber: true, cell: ({ max }) => quantity(reader, max, words.noLimit) },
    { head: say(words.refill), cell: ({ refill }) => flag(reader, refill) },
    { head: say(words.read), cell: (service) => understood(reader, service) },
  ];
}

function understood(reader: Reader, service: SampleService): Markup {
  const { platform, kind, attributes } = classify({ ...service, network: null });
  const told = [
    platform !== null && platformName(reader, platform),
    kind !== null && kindName(reader, kind),
    attributes.refillDays !== undefined && refillWords(reader, attributes.refillDays),
  ].filter((word) => typeof word === 'string');
  return told.length === 0 ? unknown(reader) : html`${told.join(' · ')}`;
}
