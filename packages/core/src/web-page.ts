/** What a web page that came back instead of JSON is: a challenge for browsers, a maintenance notice, or just a page. */
import { plainText } from './plain-text.ts';
import { meaningOfWording } from './wording-meaning.ts';

/** What was recognised of a page. A fragment has tags but is no document: an error sentence with some markup. */
export interface WebPage {
  kind: 'challenge' | 'maintenance' | 'page' | 'fragment';
  /** The title of the page, or its first words. */
  title: string;
  /** Which protection service speaks, when it is a challenge. */
  protection?: string;
}

/** Reads a page out of status, headers and text; null when the text is no page. */
export function readWebPage(status: number, headers: Record<string, string>, text: string): WebPage | null {
  const protection = protectionOf(status, headers, text);
  const html = isHtml(headers, text);
  if (protection !== null) return { kind: 'challenge', title: titleOf(text), protection };
  if (!html) return null;
  const title = titleOf(text);
  const sentences = [title, ...headingsOf(text), visibleText(text)];
  if (sentences.some((sentence) => meaningOfWording(sentence) === 'maintenance'))
    return { kind: 'maintenance', title };
  return {
    kind: /<(?:!doctype|html|head|title|body)\b/i.test(text.slice(0, 2048)) ? 'page' : 'fragment',
    title,
  };
}

/** What a reader sees of a page, up to a length beyond which it is no longer a sentence. */
export function visibleText(text: string): string {
  return text
    .slice(0, PAGE_CHARS_LOOKED_AT)
    .replace(/<(script|style|noscript|svg|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const PAGE_CHARS_LOOKED_AT = 65_536;

function isHtml(headers: Record<string, string>, text: string): boolean {
  const start = text.slice(0, 2048).trimStart();
  if (/^(?:<!doctype html|<html|<head|<body|<!--[\s\S]*?-->\s*<(?:!doctype|html))/i.test(start)) return true;
  // PHP calls everything HTML: only a text that begins like it is.
  return /html/i.test(headers['content-type'] ?? '') && /^<[a-z!][^<>]*>/i.test(start);
}

function titleOf(text: string): string {
  const title = /<title[^<>]*>([\s\S]{0,500}?)<\/title/i.exec(text.slice(0, PAGE_CHARS_LOOKED_AT))?.[1];
  const words = title === undefined ? visibleText(text) : title.replace(/\s+/g, ' ').trim();
  return words.slice(0, 120);
}

function headingsOf(text: string): string[] {
  const headings = text.slice(0, PAGE_CHARS_LOOKED_AT).matchAll(/<h[123][^<>]*>([\s\S]{0,300}?)<\/h[123]/gi);
  return [...headings].slice(0, 5).map(([, heading = '']) => visibleText(heading));
}

/**
 * Protection services and the marks of their challenges. A header decides alone. A text must be a challenge beyond doubt: most
 * of these services also put scripts into every ordinary page, and such marks count only where the request was turned away.
 */
const PROTECTIONS: readonly {
  name: string;
  header?: [name: string, value: RegExp];
  text?: RegExp;
  whereTurnedAway?: boolean;
}[] = [
  { name: 'Cloudflare', header: ['cf-mitigated', /challenge/i] },
  { name: 'AWS WAF', header: ['x-amzn-waf-action', /challenge|captcha/i] },
  { name: 'Vercel', header: ['x-vercel-mitigated', /challenge/i] },
  {
    name: 'Cloudflare',
    text: /\/cdn-cgi\/challenge-platform\/(?:h\/\w+\/)?orchestrate|cf-browser-verification|_cf_chl_opt|__cf_chl_/i,
  },
  {
    name: 'Cloudflare',
    text: /<title>\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare|Please Wait\.\.\. \| Cloudflare)/i,
  },
  { name: 'DDoS-Guard', text: /<title>\s*DDOS-GUARD/i },
  { name: 'Sucuri', text: /sucuri_cloudproxy_js|Sucuri WebSite Firewall - Access Denied/i },
  { name: 'Imperva', text: /Incapsula incident ID|Request unsuccessful\. Incapsula/i },
  { name: 'Imunify360', text: /<title>\s*One moment, please\.\.\./i },
  { name: 'SiteGround', text: /\/\.well-known\/(?:sg)?captcha\//i },
  { name: 'the hosting provider', text: /slowAES\.decrypt|src="\/aes\.js"/i },
  { name: 'Cloudflare', text: /\/cdn-cgi\/challenge-platform\//i, whereTurnedAway: true },
  { name: 'DDoS-Guard', text: /\/\.well-known\/ddos-guard\//i, whereTurnedAway: true },
  { name: 'Imperva', text: /_Incapsula_Resource/i, whereTurnedAway: true },
  { name: 'AWS WAF', text: /awswaf\.com|AwsWafIntegration/i, whereTurnedAway: true },
  { name: 'Imunify360', text: /imunify360/i, whereTurnedAway: true },
  { name: 'BitNinja', text: /BitNinja/i, whereTurnedAway: true },
  { name: 'Qrator', text: /__qrator|qrator\.net/i, whereTurnedAway: true },
  { name: 'Akamai', text: /_sec\/cp_challenge/i, whereTurnedAway: true },
  { name: 'a captcha', text: /\b(?:h-captcha|g-recaptcha|cf-turnstile)\b/i, whereTurnedAway: true },
];

/** Sentences of challenges whose maker is not known, in plain form. */
const CHALLENGE_TITLES =
  /\b(?:checking your browser|verify you are (?:a )?human|are you (?:a )?robot|ddos protection by|security check(?:point)?|enable javascript and cookies to continue|bot verification|human verification)\b/;

function protectionOf(status: number, headers: Record<string, string>, text: string): string | null {
  const head = text.slice(0, PAGE_CHARS_LOOKED_AT);
  const turnedAway = status === 202 || status === 403 || status === 429 || status === 503;
  for (const { name, header, text: mark, whereTurnedAway = false } of PROTECTIONS) {
    if (header !== undefined && header[1].test(headers[header[0]] ?? '')) return name;
    if (mark === undefined || (whereTurnedAway && !turnedAway)) continue;
    if (head.trimStart().startsWith('<') && mark.test(head)) return name;
  }
  if (!isHtml(headers, head)) return null;
  return CHALLENGE_TITLES.test(plainText(titleOf(head))) ? 'a protection service' : null;
}
