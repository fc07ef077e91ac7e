/** How a service is delivered or sold, out of its tokens and the panel's order form. */

import type { Kind, Modifier } from './facts.ts';
import { DASH, M, MODIFIER } from './lexicon.ts';
import type { Scan } from './tokens.ts';

/** A modifier that was read, and its token. */
export interface ModifierRead {
  modifier: Modifier;
  at: number;
}

const NONE: readonly ModifierRead[] = [];
const CUSTOMISED = new Set<Kind>([
  'comments',
  'reviews',
  'mentions',
  'messages',
  'votes',
  'live_views',
  'traffic',
  'reactions',
]);

/** Reads the modifiers of a scanned text; `kind` decides what `custom` can be about. */
export function readModifiers(scan: Scan, kind: Kind | null): readonly ModifierRead[] {
  if ((scan.mask & MODIFIER) === 0) return NONE;
  const read: ModifierRead[] = [];
  for (let at = 0; at < scan.count; at++) {
    const modifier = modifierAt(scan, at, kind);
    if (modifier !== null && !read.some((known) => known.modifier === modifier)) read.push({ modifier, at });
  }
  return read;
}

function modifierAt(scan: Scan, at: number, kind: Kind | null): Modifier | null {
  const token = scan.token[at] ?? 0;
  if (token === M.auto) return isAboutDelivery(scan, at) ? 'auto' : null;
  if (token === M.future) return 'auto';
  if (token === M.package) return 'package';
  if (token === M.premium) return 'premium';
  if (token === M.private) return 'private';
  if (token === M.drip) return 'drip';
  if (token === M.custom) return kind === null || CUSTOMISED.has(kind) ? 'custom' : null;
  return null;
}

/** `Auto Refill`, `авто-гео` are not about future posts. */
function isAboutDelivery(scan: Scan, at: number): boolean {
  const after = scan.token[at + 1] === DASH ? at + 2 : at + 1;
  const next = scan.token[after] ?? 0;
  if (next === M.refill || next === M.guarantee || next === M.start || next === M.accounts) return false;
  if (scan.token[at - 1] === M.refill) return false;
  const kindNear = (near: number): boolean => {
    const token = scan.token[near] ?? 0;
    return (
      token > 0 && token <= M.retention && token !== M.accounts && scan.segment[near] === scan.segment[at]
    );
  };
  return (
    kindNear(after) || kindNear(after + 1) || kindNear(at - 1) || scan.segment[after] !== scan.segment[at]
  );
}

/** What the panel's order form says: `Subscriptions`, `Package`, `Custom Comments Package`. */
export function modifiersOfForm(form: string): Modifier[] {
  const words = form.toLowerCase();
  const read: Modifier[] = [];
  if (words.includes('subscription')) read.push('auto');
  if (words.includes('package')) read.push('package');
  if (words.includes('custom')) read.push('custom');
  return read;
}

/** The kind that an order form can only belong to, or null. */
export function kindOfForm(form: string): Kind | null {
  const words = form.toLowerCase().replaceAll('_', ' ');
  if (words.includes('comment like')) return 'comment_likes';
  if (words.includes('comment')) return 'comments';
  if (words.includes('mention')) return 'mentions';
  if (words === 'poll') return 'votes';
  if (words === 'seo' || words === 'web traffic') return 'traffic';
  if (words.includes('invites')) return 'followers';
  return null;
}
