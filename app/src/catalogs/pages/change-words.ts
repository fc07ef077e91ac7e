/** One change in words: what it was, what it is, and by how much. */
import type { Json } from 'smmwatch';
import { percentBetween } from '../../ui/decimal.ts';
import { flag, quantity, rate, unknown } from '../../ui/figures.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { percent } from '../../ui/percent.ts';
import type { ChangeKind, ChangeRow } from '../queries.ts';
import { repricingWords } from '../../ui/moves.ts';

export const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  added: 'New',
  removed: 'Removed',
  restored: 'Back',
  renamed: 'Renamed',
  rate: 'Rate',
  limits: 'Limits',
  recategorised: 'Category',
  flags: 'Flags',
  description: 'Description',
  repricing: 'Repricing',
  reidentified: 'New id',
};

type Told = Pick<ChangeRow, 'kind' | 'before' | 'after'>;
type Fields = Record<string, Json>;

export function changeWords({ kind, before, after }: Told, currency: string | null): Markup {
  const was = before ?? {};
  const is = after ?? {};
  switch (kind) {
    case 'added':
    case 'restored':
      return html`${offer(is, currency)}`;
    case 'removed':
      return html`<span class="muted">was ${offer(was, currency)}</span>`;
    case 'rate':
      return rateMove(was, is, currency);
    case 'repricing':
      return repricingWords(after);
    case 'renamed':
      return fromTo(textOf(was['name']), textOf(is['name']));
    case 'recategorised':
      return fromTo(textOf(was['category']), textOf(is['category']));
    case 'reidentified':
      return html`id ${fromTo(textOf(was['id']), textOf(is['id']))}`;
    case 'description':
      return descriptions(was, is);
    case 'limits':
    case 'flags':
      return fieldMoves(was, is);
    default:
      return kind satisfies never;
  }
}

function offer(fields: Fields, currency: string | null): Markup {
  return html`${rateOf(fields)}${currency !== null && html` ${currency}`}, ${numberOf(fields['min'])} to
  ${numberOf(fields['max'])}`;
}

function rateMove(was: Fields, is: Fields, currency: string | null): Markup {
  const [before, after] = [was['rate'], is['rate']];
  const by =
    typeof before === 'string' && typeof after === 'string' ? percentBetween(before, after) : undefined;
  return html`${fromTo(rateOf(was), rateOf(is))}${currency !== null && html` ${currency}`}${by !== undefined && html` ${percent(by)}`}`;
}

/** A description may be a page long: said in one line, opened on request. */
function descriptions(was: Fields, is: Fields): Markup {
  const { description: before = null } = was;
  const { description: after = null } = is;
  const summary =
    before === null
      ? 'a description appeared'
      : after === null
        ? 'the description is gone'
        : 'the description is another';
  return html`<details>
    <summary>${summary}</summary>
    ${before !== null && html`<p><del>${textOf(before)}</del></p>`}${after !== null && html`<p><ins>${textOf(after)}</ins></p>`}
  </details>`;
}

const FIELD_WORDS: Record<string, string> = {
  min: 'minimum',
  max: 'maximum',
  refill: 'refill',
  cancel: 'cancel',
  dripfeed: 'drip-feed',
  refillDays: 'refill days',
  orderForm: 'order form',
};

function fieldMoves(was: Fields, is: Fields): Markup {
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return html`${fields.map((field, index) => html`${index > 0 && ', '}${FIELD_WORDS[field] ?? panelText(field)} ${fromTo(valueOf(was[field]), valueOf(is[field]))}`)}`;
}

function fromTo(before: Markup, after: Markup): Markup {
  return html`<del>${before}</del><span class="arrow" aria-hidden="true"> → </span
    ><span class="sr"> became </span><ins>${after}</ins>`;
}

function rateOf(fields: Fields): Markup {
  const value = fields['rate'];
  return rate(typeof value === 'string' ? value : null);
}

function numberOf(value: Json | undefined): Markup {
  return quantity(typeof value === 'number' ? value : null, 'no limit said');
}

function textOf(value: Json | undefined): Markup {
  return typeof value === 'string' ? panelText(value) : unknown('nothing');
}

function valueOf(value: Json | undefined): Markup {
  if (typeof value === 'number') return numberOf(value);
  return typeof value === 'string' ? panelText(value) : flag(typeof value === 'boolean' ? value : null);
}
