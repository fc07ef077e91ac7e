/** One line of a form: label, input, hint, and what is wrong with it. */
import { html, type Markup } from './markup.ts';

export interface Field {
  name: string;
  label: string;
  value: string;
  hint?: Markup | string;
  error?: string | undefined;
  type?: 'text' | 'url' | 'password' | 'lines';
  charsMax?: number;
  /** A key that goes to it, where the page has keys. */
  key?: string;
  isRequired?: boolean;
  placeholder?: string;
  /** A choice of these instead of free text: value and what it is called. */
  choices?: readonly (readonly [value: string, label: string])[];
}

export function field({
  name,
  label,
  value,
  hint,
  error,
  type = 'text',
  isRequired,
  placeholder,
  choices,
  charsMax,
  key,
}: Field): Markup {
  const described = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`].filter(
    Boolean,
  );
  const state = html`${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}${error !== undefined && html` aria-invalid="true"`}`;
  const input = html`<input
    id="${name}"
    name="${name}"
    type="${type}"
    value="${value}"
    dir="auto"
    spellcheck="false"
    autocomplete="${type === 'password' ? 'new-password' : 'off'}"
    ${isRequired === true && html` required`}${placeholder !== undefined && html` placeholder="${placeholder}"`}${state}
  />`;
  const lines = html`<textarea
    id="${name}"
    name="${name}"
    rows="4"
    dir="auto"
    maxlength="${charsMax}"
    ${key !== undefined && html` data-key="${key}"`}
    ${isRequired === true && html` required`}${state}
  >
${value}</textarea>`;
  const select = html`<select id="${name}" name="${name}" ${state}>
    ${choices?.map(([choice, called]) => html`<option value="${choice}" ${choice === value && html` selected`}>${called}</option>`)}
  </select>`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${choices === undefined ? (type === 'lines' ? lines : input) : select}
    ${error !== undefined && html`<p class="error" id="${name}-error">${error}</p>`}
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
  </div>`;
}
