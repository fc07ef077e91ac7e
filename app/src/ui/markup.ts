/**
 * How pages are written: tagged templates that escape whatever is put into them. Nothing here or in any page passes text
 * through unescaped, so text that a panel supplies cannot become markup.
 */
import { html } from 'hono/html';

export { html };

export type Markup = ReturnType<typeof html>;
