/**
 * Facts of a page for machines, as JSON-LD. It is data in an element that browsers do not run; every sign that could end the element is
 * written as an escape of JSON, so that no name of a stranger becomes markup. The one place that writes markup unescaped.
 */
import { raw } from 'hono/html';
import type { Markup } from './markup.ts';

export type LinkedData = { readonly [name: string]: LinkedValue };
type LinkedValue = string | number | boolean | null | undefined | LinkedData | readonly LinkedValue[];

export function jsonLd(data: LinkedData): Markup {
  const text = JSON.stringify({ '@context': 'https://schema.org', ...data }).replace(
    /[<>&\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return raw(`<script type="application/ld+json">${text}</script>`);
}
