/** What buyers type, over real catalogs where these are at hand: what is found first has to be what they want. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve as pathOf } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useWatching } from '../../test/watching.ts';
import { judgePanels } from '../market/judge-panels.ts';
import { readSearch } from './asked.ts';
import { resolve } from './nearest-word.ts';
import { refreshSample } from './refresh-sample.ts';
import { search, type FoundService } from './search.ts';
import { CATALOGS_FOLDER as FOLDER } from '../../../packages/core/test/catalogs-folder.ts';

const CATALOGS = [
  '01-vexboost-2026-04/services.json',
  '03-smmpanelus/services.json',
  '05-soc-proof/services.json',
  '09-boost-forge/smm_services.json',
  '10-medanpedia-2023/api.json',
  '16-subhub-beast8/api.json',
];

/** What every one of the first fifty has to be. */
interface Want {
  platform?: string;
  kind?: string;
  days?: number;
  name?: RegExp;
}

const WANTS: [query: string, want: Want][] = [
  ['instagram followers turkey', { platform: 'instagram', kind: 'followers' }],
  ['instagram followers refill 30', { platform: 'instagram', kind: 'followers', days: 30 }],
  ['cheap tiktok likes', { platform: 'tiktok', kind: 'likes' }],
  ['youtube watch time 4000 hours', { platform: 'youtube', kind: 'watch_time' }],
  ['telegram premium members', { platform: 'telegram', kind: 'followers', name: /premium|премиум/i }],
  ['ютуб подписчики', { platform: 'youtube', kind: 'followers' }],
  ['takipçi instagram', { platform: 'instagram', kind: 'followers' }],
  ['followers real no drop', { kind: 'followers' }],
  ['insta folowers', { platform: 'instagram', kind: 'followers' }],
  ['متابعين انستغرام', { platform: 'instagram', kind: 'followers' }],
  ['seguidores instagram brasil', { platform: 'instagram', kind: 'followers' }],
  ['views reels', { platform: 'instagram', kind: 'views', name: /reel|рилс/i }],
  ['twitter retweets', { platform: 'x', kind: 'shares' }],
  ['spotify plays usa', { platform: 'spotify', kind: 'plays' }],
  ['tg reactions', { platform: 'telegram', kind: 'reactions' }],
  ['лайки вк', { platform: 'vk', kind: 'likes' }],
  ['youtube subscribers lifetime', { platform: 'youtube', kind: 'followers', days: 36500 }],
  ['facebook page likes', { platform: 'facebook' }],
  ['просмотры телеграм', { platform: 'telegram', kind: 'views' }],
  ['discord members', { platform: 'discord', kind: 'followers' }],
  ['مشاهدات تيك توك', { platform: 'tiktok', kind: 'views' }],
  ['jasa view reels', { platform: 'instagram', kind: 'views' }],
  ['10k per day followers instagram', { platform: 'instagram', kind: 'followers' }],
  ['instagram followers instant start', { platform: 'instagram', kind: 'followers' }],
  ['накрутка подписчиков инстаграм', { platform: 'instagram', kind: 'followers' }],
  ['buy youtube views united states', { platform: 'youtube', kind: 'views' }],
  ['tiktok live stream views', { platform: 'tiktok', kind: 'live_views' }],
];

/** Words are found in categories, too, and one shelf may hold two kinds. */
const RIGHT_AT_LEAST = 0.9;

describe.skipIf(!existsSync(FOLDER))(`real catalogs (skipped where ${FOLDER} is absent)`, () => {
  const watching = useWatching();
  beforeAll(async () => {
    for (const path of CATALOGS)
      await (await watching.watch(path, readFileSync(pathOf(FOLDER, path)))).check();
    const { rows } = await sql<{ id: number }>`select panel_id as id from panels`.execute(watching.db);
    await watching.db.transaction().execute(
      async (tx) =>
        await judgePanels(
          tx,
          rows.map(({ id }) => id),
        ),
    );
    await refreshSample(watching.db);
  }, 120_000);

  async function find(query: string): Promise<FoundService[]> {
    const asked = await resolve(watching.db, readSearch({ q: [query] }, 'changed').search);
    return (await search(watching.db, 'operator', asked.search)).rows;
  }

  it.each(WANTS)('%s', async (query, want) => {
    const rows = await find(query);
    if (process.env['SHOW_FOUND'] !== undefined)
      console.log(
        [
          `${query}: ${rows.length}`,
          ...rows
            .slice(0, 4)
            .map(
              (row) => `   ${row.platform}/${row.kind} ${row.refillDays ?? '-'} ${row.name.slice(0, 110)}`,
            ),
        ].join('\n'),
      );
    expect(rows.length).toBeGreaterThan(0);
    const right = rows.filter(
      (row) =>
        (want.platform === undefined || row.platform === want.platform) &&
        (want.kind === undefined || row.kind === want.kind) &&
        (want.days === undefined || (row.refillDays ?? 0) >= want.days) &&
        (want.name === undefined || want.name.test(`${row.name} ${row.category ?? ''}`)),
    );
    expect(right.length / rows.length).toBeGreaterThanOrEqual(RIGHT_AT_LEAST);
  });

  it('a number behind id is an id', async () => {
    const [first] = await find('telegram');
    const rows = await find(`id ${first?.serviceId ?? ''}`);
    expect(rows.map(({ serviceId }) => serviceId)).toContain(first?.serviceId);
  });
});
