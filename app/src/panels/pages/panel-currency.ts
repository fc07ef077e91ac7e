/** In what currency a panel quotes: the judgement in one cell, and its reasons in a section. */
import type { Reader } from '../../i18n/reader.ts';
import { CONFIDENCE_MIN } from '../../market/judge-currency.ts';
import type { PanelCurrency } from '../../market/queries.ts';
import { unknown } from '../../ui/figures.ts';
import { figureWords } from '../../ui/figures.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { moneyText } from '../../ui/money.ts';
import { href } from '../../urls.ts';
import { currencyWords as words, reasonWords } from './panel-currency.words.ts';

/** For the list of a panel's facts; `why` is the address of the reasons. */
export function currencyFact(reader: Reader, judged: PanelCurrency | undefined, why: string): Markup {
  if (judged?.currency === undefined || judged.currency === null) return unknown(reader, figureWords.notSaid);
  const { currency, confidence } = judged;
  if (confidence < CONFIDENCE_MIN)
    return html`${reader.say(words.inDoubt)}
      <small><a href="${why}">${reader.say(words.perhaps, { currency })}</a></small>`;
  return html`<bdi>${currency}</bdi>
    <small><a href="${why}">${reader.say(words.sure, { share: share(reader, confidence) })}</a></small>`;
}

/** `editSlug`: of the panel, for the operator, who can end any doubt. */
export function currencySection(reader: Reader, judged: PanelCurrency, editSlug: string | undefined): Markup {
  return html`<section aria-labelledby="currency-judged">
    <h2 id="currency-judged">${reader.say(words.title)}</h2>
    <p>${standing(reader, judged)}</p>
    <ul>
      ${judged.reasons.flatMap((reason) =>
        reason in reasonWords ? [html`<li>${reader.say(reasonWords[reason])}</li>`] : [],
      )}
    </ul>
    ${editSlug !== undefined && html`<p><a href="${href('editPanel', { panel: editSlug })}#currency">${reader.say(words.setIt)}</a></p>`}
  </section>`;
}

function standing(reader: Reader, judged: PanelCurrency): Markup {
  const { currency, confidence, perUsd, rateDay, rateSource } = judged;
  const { say } = reader;
  if (currency === null) return html`${say(words.unknown)}`;
  const sure = { currency, share: share(reader, confidence), line: share(reader, CONFIDENCE_MIN) };
  if (confidence < CONFIDENCE_MIN) return html`${say(words.doubtful, sure)}`;
  const taken = say(words.taken, sure);
  if (perUsd === null) return html`${taken} ${say(words.noExchangeRate)}`;
  if (currency === 'USD' || rateDay === null || rateSource === null) return html`${taken}`;
  const rate = moneyText(perUsd, currency, reader.language);
  const day = reader.formats.date(new Date(`${rateDay}T00:00:00Z`));
  return html`${taken} ${say(words.converted, { rate, day, source: rateSource })}`;
}

/** Whole percents, never rounded up to certainty. */
function share(reader: Reader, confidence: number): string {
  return reader.formats.share(Math.floor(confidence * 100 + 0.001) / 100);
}
