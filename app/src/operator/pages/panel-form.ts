/** The form of a panel, new or stored. A key that was stored is never shown again, nor is one that was just typed. */
import { ENGLISH as reader } from '../../i18n/reader.ts';
import { WORD_DIALECTS } from 'smmwatch';
import { field } from '../../ui/field.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { CONFIDENCE_MIN } from '../../market/judge-currency.ts';
import type { PanelCurrency } from '../../market/queries.ts';
import { href } from '../../urls.ts';
import { formatDuration } from '../../duration.ts';
import type { PanelErrors } from '../../panels/panel-input.ts';
import type { PanelRow } from '../../panels/queries.ts';

export type PanelFormValues = Record<
  'name' | 'websiteUrl' | 'apiUrl' | 'interval' | 'currency' | 'dialect',
  string
>;

export function newPanelPage(now: Date, values: PanelFormValues = EMPTY, errors: PanelErrors = {}): Markup {
  return formPage('Add a panel', html`Add a panel`, href('newPanel'), now, values, errors, {
    currencyHint: 'Three letters, such as USD. Empty leaves it to what the API and its catalog say.',
    hint: 'Of an account at the panel, from its API page. Encrypted at once, never shown again.',
    isRequired: true,
    submit: 'Add and check now',
  });
}

export function editPanelPage(
  panel: PanelRow,
  judged: PanelCurrency | undefined,
  now: Date,
  values = valuesOf(panel),
  errors: PanelErrors = {},
): Markup {
  return formPage(
    `Edit ${panel.name}`,
    html`Edit ${panelText(panel.name)}`,
    href('editPanel', { panel: panel.slug }),
    now,
    values,
    errors,
    {
      currencyHint: `Three letters, such as USD. ${judgedText(judged)}`,
      hint: 'Leave it empty to keep the stored key. An API on another host needs it again.',
      isRequired: false,
      submit: 'Save and check now',
    },
  );
}

export function readValues(form: Record<string, string>): PanelFormValues {
  const { name = '', websiteUrl = '', apiUrl = '', interval = '', currency = '', dialect = '' } = form;
  return { name, websiteUrl, apiUrl, interval, currency, dialect };
}

/** The standard, and every table of other words that core knows. */
const DIALECTS: readonly (readonly [string, string])[] = [
  ['', 'standard: balance and services'],
  ...Object.entries(WORD_DIALECTS).map(([name, { actions }]): [string, string] => [
    name,
    `${name}: ${actions.balance ?? 'balance'} and ${actions.services ?? 'services'}`,
  ]),
];

const EMPTY: PanelFormValues = {
  name: '',
  websiteUrl: '',
  apiUrl: '',
  interval: '',
  currency: '',
  dialect: '',
};

/** A currency that the API declared is not the operator's word, and saving the form must not make it so. */
function valuesOf(panel: PanelRow): PanelFormValues {
  return {
    name: panel.name,
    websiteUrl: panel.websiteUrl ?? '',
    apiUrl: panel.apiUrl,
    interval: formatDuration(panel.intervalSeconds),
    currency: panel.currencySource === 'operator' ? (panel.currency ?? '') : '',
    dialect: panel.dialect ?? '',
  };
}

/** What an empty field leaves it to. */
function judgedText(judged: PanelCurrency | undefined): string {
  if (judged === undefined) return 'Empty leaves it to what the API and its catalog say.';
  const { currency, confidence, source, perUsd } = judged;
  if (source === 'operator') return 'Empty leaves it to what the API and its catalog say again.';
  if (currency === null)
    return 'Nothing tells which it is: until it is set, prices are compared with nothing.';
  const taken = `Taken for ${currency}, ${Math.floor(confidence * 100 + 0.001)}% sure, ${SOURCES[source]}`;
  if (confidence < CONFIDENCE_MIN) return `${taken}: too doubtful to compare prices. Set it if you know it.`;
  return perUsd === null
    ? `${taken}, but no exchange rate is known for it.`
    : `${taken}. Empty leaves it at that.`;
}

const SOURCES: Record<Exclude<PanelCurrency['source'], 'operator'>, string> = {
  balance: 'as its balance declares',
  catalog: 'as its rows say',
  size: 'by the size of its rates',
  nothing: 'by nothing',
};

/** In what the form of a new panel differs from that of a stored one. */
interface FormWords {
  currencyHint: string;
  hint: string;
  isRequired: boolean;
  submit: string;
}

function formPage(
  title: string,
  heading: Markup,
  action: string,
  now: Date,
  values: PanelFormValues,
  errors: PanelErrors,
  own: FormWords,
): Markup {
  const mistakes = Object.keys(errors).length;
  return page(
    { reader, title, viewer: 'operator', now, section: 'operator', isPrivate: true },
    html`<div class="page-head"><h1>${heading}</h1></div>
      ${mistakes > 0 && html`<p class="banner bad" role="alert">${mistakes === 1 ? 'One field needs another look.' : `${mistakes} fields need another look.`}${errors.key === undefined && own.isRequired ? ' Enter the key again as well: it is not sent back to this page.' : ''}</p>`}
      <form class="form" method="post" action="${action}">
        ${field({ name: 'name', label: 'Name', value: values.name, error: errors.name, isRequired: true })}
        ${field({ name: 'apiUrl', label: 'API address', value: values.apiUrl, error: errors.apiUrl, type: 'url', isRequired: true, placeholder: 'https://panel.example/api/v2' })}
        ${field({ name: 'key', label: 'API key', value: '', error: errors.key, type: 'password', hint: own.hint, isRequired: own.isRequired })}
        ${field({ name: 'websiteUrl', label: 'Website', value: values.websiteUrl, error: errors.websiteUrl, type: 'url', hint: 'Optional. Linked from the panel’s page.' })}
        ${field({ name: 'interval', label: 'Check every', value: values.interval, error: errors.interval, hint: 'Such as 90s, 15m or 2h. Empty is the default of this site.' })}
        ${field({ name: 'currency', label: 'Currency', value: values.currency, error: errors.currency, hint: own.currencyHint })}
        ${field({ name: 'dialect', label: 'Words of the API', value: values.dialect, error: errors.dialect, choices: DIALECTS, hint: 'For the few APIs that call balance and services by other names.' })}
        <div class="actions">
          <button class="primary">${own.submit}</button> <a href="${href('operator')}">Cancel</a>
        </div>
      </form>`,
  );
}
