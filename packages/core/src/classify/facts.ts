/**
 * The facts that are read out of a service, and their slugs. Source of the slugs: docs/vocabulary.md. A slug is never
 * renamed: it is in URLs, stored searches and other people's programs.
 */

/** Where the thing happens. `other` is a platform that is named and has no slug. */
export const PLATFORMS = [
  'instagram',
  'tiktok',
  'youtube',
  'facebook',
  'x',
  'telegram',
  'threads',
  'linkedin',
  'pinterest',
  'reddit',
  'snapchat',
  'discord',
  'twitch',
  'kick',
  'whatsapp',
  'vk',
  'ok',
  'rutube',
  'dzen',
  'max',
  'yandex',
  'likee',
  'kwai',
  'bigo',
  'trovo',
  'rumble',
  'clubhouse',
  'quora',
  'tumblr',
  'medium',
  'github',
  'steam',
  'spotify',
  'soundcloud',
  'apple_music',
  'deezer',
  'audiomack',
  'shazam',
  'tidal',
  'google',
  'trustpilot',
  'app_store',
  'google_play',
  'shopee',
  'tokopedia',
  'avito',
  'website',
  'bluesky',
  'truth_social',
  'onlyfans',
  'patreon',
  'line',
  'wechat',
  'weibo',
  'other',
] as const;

/** A platform's slug. */
export type Platform = (typeof PLATFORMS)[number];

/** What is delivered. */
export const KINDS = [
  'followers',
  'likes',
  'dislikes',
  'reactions',
  'comments',
  'comment_likes',
  'views',
  'live_views',
  'story_views',
  'watch_time',
  'plays',
  'shares',
  'saves',
  'reach',
  'votes',
  'mentions',
  'messages',
  'reviews',
  'traffic',
  'installs',
  'boosts',
  'stars',
  'bot_starts',
  'reports',
  'accounts',
  'other',
] as const;

/** A kind's slug. */
export type Kind = (typeof KINDS)[number];

/** How it is delivered or sold. */
export const MODIFIERS = ['auto', 'package', 'custom', 'premium', 'private', 'drip'] as const;

/** A modifier's slug. */
export type Modifier = (typeof MODIFIERS)[number];

/** What the panel claims about the accounts that act. */
export const QUALITIES = ['real', 'hq', 'bot', 'mixed', 'old', 'active'] as const;

/** A quality's slug. */
export type Quality = (typeof QUALITIES)[number];

/** `refillDays` of a promise without an end. */
export const LIFETIME_DAYS = 36_500;

/** Facts with a value; a key is absent where nothing says. */
export interface Attributes {
  /** Days of refill that the words promise; 0 for an explicit "no refill"; {@link LIFETIME_DAYS} for a lifetime. */
  refillDays?: number;
  /** Units a day; an hourly speed times 24; the upper end of a range. */
  speedPerDay?: number;
  /** Hours until the start, the upper end; instant is 0. */
  startHours?: number;
  /** As the panel claims, in the order of {@link QUALITIES}. */
  quality?: Quality[];
  /** ISO 3166-1 alpha-2, or `arab`, `latam`, `cis`, `europe`, `asia`, `africa`. */
  country?: string;
  gender?: 'female' | 'male';
  /** The maximum that the name claims, which need not be the API's. */
  claimedMax?: number;
  /** Upper end of the drop that is admitted; "non drop" is 0. */
  dropPercent?: number;
}

/** Which field of a service a fact was read from. */
export type Source = 'name' | 'network' | 'category' | 'description' | 'orderForm';

/** The words that a fact was read from, as the panel wrote them, and the field that holds them. */
export interface Because {
  source: Source;
  words: string;
}

/** Everything that a fact can be about, each modifier and quality for itself: the key of {@link Facts.because}. */
export type FactName =
  | 'platform'
  | 'kind'
  | 'secondaryKind'
  | Modifier
  | Quality
  | Exclude<keyof Attributes, 'quality'>;

/** What a service's words say. `null` is unknown, which is better than wrong. */
export interface Facts {
  platform: Platform | null;
  kind: Kind | null;
  /** The next kind that is named, when one order delivers two. */
  secondaryKind: Kind | null;
  modifiers: Modifier[];
  attributes: Attributes;
  /** For each fact that is known, where it was read. */
  because: Partial<Record<FactName, Because>>;
}
