/**
 * What a row delivers, out of the tokens of its name or category. The first kind that is named is the kind, because
 * that is what the quantity counts; words that stand together make a more specific one first (`comment` and `likes`,
 * `live` and `views`, `story` and `likes`).
 */

import { amountAt, speedOf } from './amounts.ts';
import { contextsOf, inContext } from './contexts.ts';
import { type Kind, KINDS, type Platform } from './facts.ts';
import {
  AMOUNT,
  COMMA,
  countryOf,
  DASH,
  KIND,
  M,
  MODIFIER,
  NUMBER,
  PERCENT,
  platformOf,
  PLUS,
  SLASH,
} from './lexicon.ts';
import type { Scan } from './tokens.ts';

/** A kind that was read, and the tokens it was read from. */
export interface KindRead {
  kind: Kind;
  first: number;
  last: number;
}

/** The kinds of one text. */
export interface KindsRead {
  /** In the order in which they are named. */
  named: KindRead[];
  /** What the text hints at when it names none: a lone `live`, `account`, `engagement`. */
  hinted: KindRead | null;
}

const MUSIC = new Set<Platform>([
  'spotify',
  'soundcloud',
  'apple_music',
  'deezer',
  'audiomack',
  'shazam',
  'tidal',
]);
/** Where people comment by reviewing. */
const REVIEWED = new Set<Platform>(['google', 'google_play', 'app_store', 'trustpilot']);
/** Where "plays" are views of a video. */
const VIDEO = new Set<Platform>([
  'instagram',
  'tiktok',
  'facebook',
  'youtube',
  'snapchat',
  'x',
  'kwai',
  'likee',
  'rutube',
  'threads',
]);

const DIRECT = new Map<number, Kind>(KINDS.map((kind) => [M[kind], kind]));
DIRECT.set(M.retweets, 'shares');
DIRECT.set(M.upvotes, 'likes');
DIRECT.set(M.repins, 'shares');
DIRECT.set(M.backlinks, 'traffic');

const NOTHING: KindsRead = { named: [], hinted: null };
const LAST_KIND_MEANING = M.chat;

/** Reads the kinds of a scanned text. The platform decides what plays, favourites and visits are. */
export function readKinds(scan: Scan, platform: Platform | null): KindsRead {
  if ((scan.mask & (KIND | AMOUNT)) === 0) return NOTHING;
  const named: KindRead[] = [];
  let hinted: KindRead | null = null;
  let hintRank = 0;
  const hint = (kind: Kind, at: number, rank: number): void => {
    if (rank > hintRank) {
      hinted = { kind, first: at, last: at };
      hintRank = rank;
    }
  };
  const contexts = contextsOf(scan);
  for (let at = 0; at < scan.count; at++) {
    const token = scan.token[at] ?? 0;
    if (token === 0 || token > LAST_KIND_MEANING) continue;
    const kind = kindOf(token, platform, scan, at);
    if (kind === null) {
      if (token === M.live || token === M.voice) hint('live_views', at, 2);
      else if (token === M.story) hint('story_views', at, 2);
      else if (token === M.emoji) hint('reactions', at, 4);
      else if (token === M.replies) hint('comments', at, 4);
      else if (token === M.engagement) {
        if (scan.token[at + 1] === PLUS) add(named, 'reach', at);
        else hint('reach', at, 3);
      } else if (token === M.subscription)
        hint(sellsItself(scan, platform) ? 'accounts' : 'followers', at, 3);
      else if (token === M.accounts) {
        if (named.length === 0 && isHead(scan, at)) add(named, 'accounts', at);
        else hint('accounts', at, 1);
      } else if (token === M.boosts) hint('boosts', at, 1);
      else if (token === M.bot && startsNear(scan, at)) add(named, 'bot_starts', at);
      else if (token === M.chat && isChatBot(scan, at)) add(named, 'comments', at);
      continue;
    }
    add(named, inContext(kind, at, scan, contexts), at);
    if (named.length > 1) mergeNeighbours(scan, named);
  }
  if (named.length > 0) dropStarsOfReviews(scan, named);
  readPremiumItself(scan, platform, named);
  readSoldTime(scan, named);
  return { named, hinted };
}

/** The kind that is delivered beside the first one: joined to it by a sign or word, not merely mentioned. */
export function secondaryOf(scan: Scan, named: readonly KindRead[]): KindRead | null {
  const [first] = named;
  if (first === undefined) return null;
  for (const other of named) {
    if (other.kind === first.kind) continue;
    for (let at = other.first - 1; at > first.last && at >= other.first - 4; at--) {
      const token = scan.token[at] ?? 0;
      if (token === PLUS || token === COMMA || token === SLASH || token === PERCENT || token === M.and)
        return other;
    }
  }
  return null;
}

function kindOf(token: number, platform: Platform | null, scan: Scan, at: number): Kind | null {
  if (token === M.accounts) return null;
  if (token === M.boosts) return platform === 'telegram' || platform === 'discord' ? 'boosts' : null;
  const direct = DIRECT.get(token);
  if (direct === 'comments' && platform !== null && REVIEWED.has(platform)) return 'reviews';
  if (direct === 'plays') return playsOf(platform);
  if (direct !== undefined) return direct;
  if (token === M.viewers) return 'live_views';
  if (token === M.listeners)
    return platform === 'x' || platform === 'clubhouse' || platform === 'telegram' ? 'live_views' : 'plays';
  if (token === M.streams) return platform !== null && MUSIC.has(platform) ? 'plays' : 'live_views';
  if (token === M.favourites) {
    if (platform === 'tiktok' || platform === 'instagram') return 'saves';
    return isJoinedToNamed(scan, at) ? null : 'likes';
  }
  if (token === M.visits || token === M.clicks) return platform === 'website' ? 'traffic' : 'reach';
  return null;
}

/** `Favorites / Likes`: one thing under two names. */
function isJoinedToNamed(scan: Scan, at: number): boolean {
  return scan.token[at + 1] === SLASH && scan.token[at + 2] === M.likes;
}

function playsOf(platform: Platform | null): Kind {
  return platform !== null && VIDEO.has(platform) ? 'views' : 'plays';
}

function add(named: KindRead[], kind: Kind, at: number): void {
  named.push({ kind, first: at, last: at });
}

/** Two kinds side by side with nothing that joins them are one, the more specific: `Comment Likes`, `Like Reaction`. */
function mergeNeighbours(scan: Scan, named: KindRead[]): void {
  const later = named.at(-1);
  const earlier = named.at(-2);
  if (later === undefined || earlier === undefined) return;
  const merged = mergedKind(earlier.kind, later.kind);
  if (merged === null) return;
  // `Like (👍) Reaction`: what reacts may stand between in brackets.
  const between = scan.text.slice(scan.to[earlier.last], scan.from[later.first]);
  const isAround = merged === 'reactions' && /^\s*\([^\p{L}\p{N}]*\)\s*$/u.test(between);
  if (!isAround && !stand(scan, earlier.last, later.first)) return;
  named.length -= 2;
  named.push({ kind: merged, first: earlier.first, last: later.last });
}

function mergedKind(earlier: Kind, later: Kind): Kind | null {
  if (earlier === later) return earlier;
  const pair = `${earlier} ${later}`;
  if (
    pair === 'likes comments' ||
    pair === 'comments likes' ||
    pair === 'comments reactions' ||
    pair === 'reactions comments'
  )
    return 'comment_likes';
  if (pair === 'comments dislikes' || pair === 'dislikes comments') return 'dislikes';
  if (pair === 'likes reactions' || pair === 'reactions likes') return 'reactions';
  if (pair === 'votes likes' || pair === 'likes votes') return 'votes';
  if (pair === 'views watch_time' || pair === 'watch_time views') return 'watch_time';
  if (pair === 'live_views watch_time' || pair === 'watch_time live_views') return 'watch_time';
  if (pair === 'views live_views' || pair === 'live_views views') return 'live_views';
  if (pair === 'views story_views' || pair === 'story_views views') return 'story_views';
  if (pair === 'mentions followers' || pair === 'mentions likes') return 'mentions';
  if (later === 'reports') return 'reports';
  return null;
}

/** Whether only words like `on`, `for`, `post` stand between two tokens of one segment. */
function stand(scan: Scan, first: number, last: number): boolean {
  if (scan.segment[first] !== scan.segment[last]) return false;
  for (let at = first + 1; at < last; at++) {
    const token = scan.token[at] ?? 0;
    if (
      token !== M.on &&
      token !== M.post &&
      token !== M.chat &&
      token !== M.any &&
      token !== M.from &&
      platformOf(token) === null
    )
      return false;
  }
  return true;
}

/** `5 star reviews` are reviews, and so are `8-10 stars` where nothing is given away. */
function dropStarsOfReviews(scan: Scan, named: KindRead[]): void {
  const hasReviews = named.some((read) => read.kind === 'reviews');
  for (let at = named.length - 1; at >= 0; at--) {
    const read = named[at];
    if (read === undefined || read.kind !== 'stars') continue;
    if (hasReviews) named.splice(at, 1);
    else {
      const before = read.first - 1;
      const value = scan.value[before] ?? 0;
      if (scan.token[before] === NUMBER && value >= 1 && value <= 10 && scan.token[read.first] === M.stars)
        named[at] = { ...read, kind: 'reviews' };
    }
  }
}

/** `TikTok Account | USA`: the account itself is sold when nothing but names and numbers stands before the word. */
function isHead(scan: Scan, at: number): boolean {
  const segment = scan.segment[at];
  for (let before = 0; before < at; before++) {
    const token = scan.token[before] ?? 0;
    if (token !== NUMBER && token !== M.premium && platformOf(token) === null && countryOf(token) === null)
      return false;
  }
  for (let after = at + 1; after < scan.count && scan.segment[after] === segment; after++)
    if (DIRECT.has(scan.token[after] ?? 0)) return false;
  return true;
}

/** A subscription is a subscriber where channels are subscribed to; Premium and a shop's Netflix are sold themselves. */
function sellsItself(scan: Scan, platform: Platform | null): boolean {
  if (platform === null || platform === 'other') return true;
  for (let at = 0; at < scan.count; at++) if (scan.token[at] === M.premium) return true;
  return false;
}

/** `Chat bot`, `Чат - Боты`: they write in the chat of a stream. */
function isChatBot(scan: Scan, at: number): boolean {
  const next = scan.token[scan.token[at + 1] === DASH ? at + 2 : at + 1];
  return next === M.bot || next === M.bots;
}

/** Telegram Premium for three months is a thing that is sold, also when it is called a gift or a subscription. */
function readPremiumItself(scan: Scan, platform: Platform | null, named: KindRead[]): void {
  if (platform !== 'telegram' || (scan.mask & MODIFIER) === 0 || named.some((read) => read.kind !== 'stars'))
    return;
  let premium = -1;
  let sold = -1;
  for (let at = 0; at < scan.count; at++) {
    const token = scan.token[at];
    if (token === M.premium) premium = at;
    if (token === M.month || token === M.year || token === M.subscription) sold = at;
  }
  if (premium < 0 || sold < 0) return;
  named.length = 0;
  named.push({ kind: 'accounts', first: Math.min(premium, sold), last: Math.max(premium, sold) });
}

/** `600K minutes`, `4000 hours`: watch time under the name of views, or without any. */
function readSoldTime(scan: Scan, named: KindRead[]): void {
  if ((scan.mask & AMOUNT) === 0 || (named.length > 0 && named[0]?.kind !== 'views')) return;
  for (let at = 0; at < scan.count; at++) {
    if (scan.token[at] !== NUMBER) continue;
    const amount = amountAt(scan, at);
    const unit = scan.token[amount.last + 1];
    const minutes = (unit === M.minute || unit === M.minimum_or_minute) && amount.value >= 10_000;
    const hours = unit === M.hour && !amount.scaled && amount.value >= 1_000;
    if ((minutes || hours) && speedOf(scan, amount) === 0)
      named[0] = { kind: 'watch_time', first: at, last: amount.last + 1 };
    at = amount.last;
  }
}

/** `Bot | Start`, `Bot Premium Start`. */
function startsNear(scan: Scan, at: number): boolean {
  for (let near = Math.max(0, at - 2); near <= at + 2 && near < scan.count; near++)
    if (scan.token[near] === M.start) return true;
  return false;
}
