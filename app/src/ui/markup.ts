/**
 * How pages are written: tagged templates that escape whatever is put into them. Nothing here or in any page passes text
 * through unescaped, so text that a panel supplies cannot become markup.
 */
import { html as escaping } from 'hono/html';

export type Markup = ReturnType<typeof escaping>;

/** The source is indented for people; browsers see one space where it was. Worth a third of a page of fifty rows. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Markup {
  return escaping(collapsed(strings), ...values);
}

const known = new WeakMap<TemplateStringsArray, TemplateStringsArray>();

function collapsed(strings: TemplateStringsArray): TemplateStringsArray {
  const before = known.get(strings);
  if (before !== undefined) return before;
  const parts = strings.map((part) => part.replace(/\s+/g, ' '));
  const made = Object.assign(parts, { raw: strings.raw });
  known.set(strings, made);
  return made;
}
