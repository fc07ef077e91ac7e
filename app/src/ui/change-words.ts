/** One change in words: what it was, what it is, and by how much. */
import type { Json } from 'smmwatch';
import type { Reader } from '../i18n/reader.ts';
import { percentBetween } from './decimal.ts';
import { flag, quantity, rate, unknown } from './figures.ts';
import { figureWords } from './figures.words.ts';
import { html, type Markup } from './markup.ts';
import { repricingWords } from './moves.ts';
import { panelText } from './panel-text.ts';
import { percent } from './percent.ts';
import type { ChangeRow } from '../catalogs/queries.ts';
import { changeWordsOf as words, fieldWords } from './change.words.ts';

type Told = Pick<ChangeRow, 'kind' | 'before' | 'after'>;
type Fields = Record<string, Json>;

export function changeWords(reader: Reader, { kind, before, after }: Told, currency: string | null): Markup {
  const was = before ?? {};
  const is = after ?? {};
  switch (kind) {
    case 'added':
    case 'restored':
      return offer(reader, is, currency);
    case 'removed':
      return html`<span class="muted"
        >${reader.mark(words.was, { offer: offer(reader, was, currency) })}</span
      >`;
    case 'rate':
      return rateMove(reader, was, is, currency);
    case 'repricing':
      return repricingWords(reader, after);
    case 'renamed':
      return textMove(reader, was['name'], is['name']);
    case 'recategorised':
      return textMove(reader, was['category'], is['category']);
    case 'reidentified':
      return reader.mark(words.id, { move: textMove(reader, was['id'], is['id']) });
    case 'description':
      return descriptions(reader, was, is);
    case 'limits':
    case 'flags':
      return fieldMoves(reader, was, is);
    default:
      return kind satisfies never;
  }
}

function offer(reader: Reader, fields: Fields, currency: string | null): Markup {
  return reader.mark(words.offer, {
    rate: html`${rateOf(reader, fields)}${currency !== null && html` ${panelText(currency)}`}`,
    min: numberOf(reader, fields['min']),
    max: numberOf(reader, fields['max']),
  });
}

function rateMove(reader: Reader, was: Fields, is: Fields, currency: string | null): Markup {
  const [before, after] = [was['rate'], is['rate']];
  const by =
    typeof before === 'string' && typeof after === 'string' ? percentBetween(before, after) : undefined;
  return html`${fromTo(reader, rateOf(reader, was), rateOf(reader, is))}${currency !== null && html` ${panelText(currency)}`}${by !== undefined && html` ${percent(reader, by)}`}`;
}

/** A description may be a page long: said in one line, opened on request. */
function descriptions(reader: Reader, was: Fields, is: Fields): Markup {
  const { description: before = null } = was;
  const { description: after = null } = is;
  const summary =
    before === null
      ? words.descriptionAppeared
      : after === null
        ? words.descriptionGone
        : words.descriptionOther;
  return html`<details>
    <summary>${reader.say(summary)}</summary>
    ${before !== null && html`<p><del>${textOf(reader, before)}</del></p>`}${after !== null && html`<p><ins>${textOf(reader, after)}</ins></p>`}
  </details>`;
}

function fieldMoves(reader: Reader, was: Fields, is: Fields): Markup {
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const named = (field: string): Markup | string => {
    const message = Object.hasOwn(fieldWords, field) ? fieldWords[field] : undefined;
    return message === undefined ? panelText(field) : reader.say(message);
  };
  return html`${fields.map(
    (field, index) =>
      html`${index > 0 && (reader.dir === 'rtl' ? '، ' : ', ')}${named(field)}
      ${fromTo(reader, valueOf(reader, was[field]), valueOf(reader, is[field]))}`,
  )}`;
}

function textMove(reader: Reader, was: Json | undefined, is: Json | undefined): Markup {
  return fromTo(reader, textOf(reader, was), textOf(reader, is));
}

function fromTo(reader: Reader, before: Markup, after: Markup): Markup {
  return html`<del>${before}</del><span class="arrow" aria-hidden="true"> → </span
    ><span class="sr"> ${reader.say(words.became)} </span><ins>${after}</ins>`;
}

function rateOf(reader: Reader, fields: Fields): Markup {
  const value = fields['rate'];
  return rate(reader, typeof value === 'string' ? value : null);
}

function numberOf(reader: Reader, value: Json | undefined): Markup {
  return quantity(reader, typeof value === 'number' ? value : null, figureWords.noLimitSaid);
}

function textOf(reader: Reader, value: Json | undefined): Markup {
  return typeof value === 'string' ? panelText(value) : unknown(reader, words.nothing);
}

function valueOf(reader: Reader, value: Json | undefined): Markup {
  if (typeof value === 'number') return numberOf(reader, value);
  return typeof value === 'string'
    ? panelText(value)
    : flag(reader, typeof value === 'boolean' ? value : null);
}
