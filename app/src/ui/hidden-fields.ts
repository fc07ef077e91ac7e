/** What an address holds and a form must keep, as the form's hidden fields. */
import { html, type Markup } from './markup.ts';

export function hiddenFields(keep: Record<string, string | readonly string[] | undefined>): Markup[] {
  return Object.entries(keep).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter((item) => item !== undefined && item !== '')
      .map((item) => html`<input type="hidden" name="${name}" value="${item}" />`),
  );
}
