/** What panels sell: platform, kind, what a thousand costs in US dollars, and how many one order may hold. */

export type Kind =
  | 'followers'
  | 'likes'
  | 'views'
  | 'comments'
  | 'shares'
  | 'saves'
  | 'story_views'
  | 'live_views'
  | 'watch_time'
  | 'plays'
  | 'reactions'
  | 'votes'
  | 'traffic'
  | 'reviews';

export interface Ware {
  platform: string;
  /** As panels write it. */
  label: string;
  kind: Kind;
  rateUsd: number;
  max: number;
  /** How often panels list it. */
  weight: number;
}

function ware(platform: string, label: string, kind: Kind, rateUsd: number, max: number, weight = 2): Ware {
  return { platform, label, kind, rateUsd, max, weight };
}

export const WARES: readonly Ware[] = [
  ware('instagram', 'Instagram', 'followers', 0.95, 500_000, 8),
  ware('instagram', 'Instagram', 'likes', 0.18, 300_000, 6),
  ware('instagram', 'Instagram', 'views', 0.004, 10_000_000, 5),
  ware('instagram', 'Instagram', 'comments', 9.5, 5_000, 4),
  ware('instagram', 'Instagram', 'saves', 0.08, 100_000),
  ware('instagram', 'Instagram', 'shares', 0.11, 1_000_000),
  ware('instagram', 'Instagram', 'story_views', 0.05, 50_000),
  ware('instagram', 'Instagram', 'live_views', 2.2, 20_000, 1),
  ware('tiktok', 'TikTok', 'followers', 1.6, 250_000, 6),
  ware('tiktok', 'TikTok', 'likes', 0.3, 500_000, 5),
  ware('tiktok', 'TikTok', 'views', 0.006, 100_000_000, 5),
  ware('tiktok', 'TikTok', 'shares', 0.09, 1_000_000),
  ware('tiktok', 'TikTok', 'live_views', 3.4, 10_000, 2),
  ware('tiktok', 'TikTok', 'comments', 7, 3_000),
  ware('youtube', 'YouTube', 'followers', 14, 100_000, 4),
  ware('youtube', 'YouTube', 'views', 1.4, 5_000_000, 6),
  ware('youtube', 'YouTube', 'likes', 0.9, 200_000, 4),
  ware('youtube', 'YouTube', 'watch_time', 22, 4_000, 3),
  ware('youtube', 'YouTube', 'comments', 12, 5_000, 2),
  ware('youtube', 'YouTube', 'live_views', 4.5, 30_000, 2),
  ware('telegram', 'Telegram', 'followers', 0.6, 200_000, 7),
  ware('telegram', 'Telegram', 'views', 0.02, 1_000_000, 5),
  ware('telegram', 'Telegram', 'reactions', 0.12, 500_000, 6),
  ware('telegram', 'Telegram', 'votes', 1.1, 30_000, 2),
  ware('telegram', 'Telegram', 'shares', 0.15, 100_000),
  ware('facebook', 'Facebook', 'followers', 1.3, 100_000, 4),
  ware('facebook', 'Facebook', 'likes', 0.7, 80_000, 4),
  ware('facebook', 'Facebook', 'views', 0.1, 5_000_000, 2),
  ware('facebook', 'Facebook', 'reactions', 0.8, 50_000, 2),
  ware('facebook', 'Facebook', 'comments', 11, 2_000),
  ware('x', 'Twitter (X)', 'followers', 4.2, 50_000, 3),
  ware('x', 'Twitter (X)', 'likes', 1.9, 20_000, 2),
  ware('x', 'Twitter (X)', 'shares', 2.4, 20_000, 2),
  ware('x', 'Twitter (X)', 'views', 0.015, 10_000_000, 2),
  ware('spotify', 'Spotify', 'plays', 0.35, 10_000_000, 4),
  ware('spotify', 'Spotify', 'followers', 0.5, 1_000_000, 2),
  ware('soundcloud', 'SoundCloud', 'plays', 0.03, 5_000_000, 1),
  ware('twitch', 'Twitch', 'followers', 0.8, 50_000, 1),
  ware('twitch', 'Twitch', 'live_views', 5.5, 5_000, 1),
  ware('discord', 'Discord', 'followers', 3.1, 20_000, 1),
  ware('threads', 'Threads', 'followers', 2.1, 20_000, 1),
  ware('threads', 'Threads', 'likes', 1.2, 20_000, 1),
  ware('linkedin', 'LinkedIn', 'followers', 9, 10_000, 1),
  ware('pinterest', 'Pinterest', 'followers', 3, 20_000, 1),
  ware('whatsapp', 'WhatsApp', 'followers', 6, 10_000, 1),
  ware('google', 'Google Maps', 'reviews', 950, 200, 1),
  ware('website', 'Website', 'traffic', 0.25, 10_000_000, 2),
];

/** Sold mostly where Russian is spoken; the label is what panels there write. */
export const RUSSIAN_WARES: readonly Ware[] = [
  ware('vk', 'ВКонтакте', 'followers', 0.7, 100_000, 5),
  ware('vk', 'ВКонтакте', 'likes', 0.35, 50_000, 4),
  ware('vk', 'VK', 'views', 0.05, 1_000_000, 3),
  ware('vk', 'VK', 'comments', 4, 2_000),
  ware('ok', 'Одноклассники', 'followers', 1.1, 30_000, 2),
  ware('ok', 'Одноклассники', 'likes', 0.5, 20_000, 2),
  ware('rutube', 'Rutube', 'views', 0.4, 100_000, 2),
  ware('dzen', 'Дзен', 'followers', 3.5, 10_000, 1),
];
