/** Catalogs of a wanted size for benchmarks, the same bytes on each run. Invented services in the shape of Perfect Panel. */

/** What fills the bytes of a row. */
export interface CatalogPlan {
  services: number;
  /** Descriptions with line breaks and HTML, as most large catalogs have them. */
  descriptions: boolean;
  /** Names in Cyrillic. */
  cyrillic: boolean;
  /** Everything beyond ASCII as `\\uXXXX`, as PHP writes it unless told otherwise. */
  escaped: boolean;
}

const PLATFORMS = ['Instagram', 'TikTok', 'YouTube', 'Telegram', 'Facebook', 'Twitter', 'Spotify', 'Twitch'];
const KINDS = ['Followers', 'Likes', 'Views', 'Comments', 'Shares', 'Members', 'Story Views', 'Live Viewers'];
const KINDS_CYRILLIC = [
  'Подписчики',
  'Лайки',
  'Просмотры',
  'Комментарии',
  'Репосты',
  'Участники',
  'Охваты',
  'Зрители',
];
const TAILS = [
  '[Refill 30 Days]',
  '| Max 100K | Instant',
  '[No Refill] [HQ]',
  '⚡ Fast start',
  '| Real Accounts',
  '[Non Drop]',
];

/** The body of a reply to `services`. */
export function generateCatalog({ services, descriptions, cyrillic, escaped }: CatalogPlan): Uint8Array {
  const rows: object[] = [];
  for (let at = 0; at < services; at++) {
    const platform = PLATFORMS[at % PLATFORMS.length] ?? '';
    const kind = (cyrillic ? KINDS_CYRILLIC : KINDS)[(at >> 3) % KINDS.length] ?? '';
    const tail = TAILS[at % TAILS.length] ?? '';
    rows.push({
      service: 1000 + at,
      name: `${platform} ${kind} ${tail} ${at % 97}`,
      type: at % 11 === 0 ? 'Custom Comments' : 'Default',
      category: `${platform} ${kind} ${at % 7}`,
      rate: `${at % 50}.${String(1 + ((at * 37) % 9999)).padStart(4, '0')}`,
      min: 10 * ((at % 10) + 1),
      max: 1000 * ((at % 300) + 1),
      refill: at % 3 === 0,
      cancel: at % 2 === 0,
      dripfeed: false,
      ...(descriptions ? { description: describe(at, cyrillic) } : {}),
    });
  }
  const json = JSON.stringify(rows);
  return new TextEncoder().encode(escaped ? json.replace(/[^\0-\x7f]/g, escape) : json);
}

/** One UTF-16 unit as JSON may write it. */
function escape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function describe(at: number, cyrillic: boolean): string {
  if (cyrillic) {
    return `Старт: 0-${at % 12} часов\nСкорость: ${at % 90} тысяч в сутки\nГарантия: ${at % 30} дней\nУказывать ссылку на открытый пост`;
  }
  if (at % 4 === 0)
    return `Start: 0-1 Hour<br>Speed: ${at % 90}K per day<br>Quality &amp; drop: ${at % 9}%<br>Link: https://example.com/${at}`;
  return `Start time: 0 - ${at % 12} hours\nSpeed: ${at % 90}000 per day\nRefill: ${at % 30} days\nPlease do not place two orders for one link at the same time, wait until the first is completed.\nExample link: https://example.com/p/${at * 7919}`;
}
