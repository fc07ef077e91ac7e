/** What the forms of the tester and of submissions share, and what kept a look from beginning. */
import type { Reader } from '../../i18n/reader.ts';
import { field } from '../../ui/field.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { moment } from '../../ui/time.ts';
import type { Mistakes, Refused } from '../submit.ts';
import { formWords, mistakeWords } from './mistakes.words.ts';

export interface FormState {
  values: Readonly<Record<'name' | 'websiteUrl' | 'apiUrl', string>>;
  mistakes: Mistakes;
}

export function emptyForm(values: Partial<FormState['values']> = {}): FormState {
  return { values: { name: '', websiteUrl: '', apiUrl: '', ...values }, mistakes: {} };
}

/** What was typed, the key excepted: it is never sent back to a page. */
export function typedForm(form: Record<string, string>, mistakes: Mistakes): FormState {
  const { name = '', websiteUrl = '', apiUrl = '' } = form;
  return { values: { name, websiteUrl, apiUrl }, mistakes };
}

export function mistakesBanner(reader: Reader, { mistakes }: FormState): Markup | false {
  const n = Object.keys(mistakes).length;
  return n > 0 && html`<p class="banner bad" role="alert">${reader.say(formWords.mistakes, { n })}</p>`;
}

/** The fields of the API: its address and its key. */
export function apiFields(
  reader: Reader,
  { values, mistakes }: FormState,
  keyHint: string,
  isKeyRequired = true,
): Markup {
  const { say } = reader;
  return html`${field({
    name: 'apiUrl',
    label: say(formWords.apiUrl),
    value: values.apiUrl,
    error: mistakeOf(reader, mistakes, 'apiUrl'),
    type: 'url',
    isRequired: true,
    placeholder: 'https://panel.example/api/v2',
  })}
  ${field({ name: 'key', label: say(formWords.key), value: '', error: mistakeOf(reader, mistakes, 'key'), type: 'password', hint: keyHint, isRequired: isKeyRequired })}`;
}

export function panelFields(reader: Reader, { values, mistakes }: FormState): Markup {
  const { say } = reader;
  return html`${field({ name: 'name', label: say(formWords.name), value: values.name, error: mistakeOf(reader, mistakes, 'name'), isRequired: true })}
  ${field({ name: 'websiteUrl', label: say(formWords.website), value: values.websiteUrl, error: mistakeOf(reader, mistakes, 'websiteUrl'), type: 'url', hint: say(formWords.websiteHint) })}`;
}

function mistakeOf(reader: Reader, mistakes: Mistakes, name: keyof Mistakes): string | undefined {
  const message = mistakeWords[mistakes[name] ?? ''];
  return message === undefined ? undefined : reader.say(message);
}

const LIMIT_WORDS = {
  visitor: formWords.limitVisitor,
  host: formWords.limitHost,
  site: formWords.limitSite,
};

export function limitBanner(
  reader: Reader,
  { by, seconds }: Extract<Refused, { why: 'limit' }>['limit'],
): Markup {
  const when = reader.formats.distance(-seconds);
  return html`<p class="banner bad" role="alert">${reader.say(LIMIT_WORDS[by], { when })}</p>`;
}

/** A private address, to be copied: whole where the site knows its own. */
export function ownAddress(reader: Reader, label: string): Markup {
  const [path = ''] = reader.here.split('?');
  return html`<p class="own-address">
    <input type="text" readonly value="${reader.origin}${path}" dir="ltr" aria-label="${label}" data-select />
  </p>`;
}

export function at(reader: Reader, when: Date): { moment: Markup } {
  return { moment: moment(reader, when) };
}
