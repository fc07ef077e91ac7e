/**
 * Requests for the directory of 300 panels that one core answers, beside `hono` that returns the same bytes from memory through the same
 * socket. Counted in CPU seconds of the process that serves, its embedded database included, so that a busy machine and the client do
 * not change it; a server of one thread answers as many a second on a core of its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Database } from '../src/db/open.ts';
import type { Deps } from '../src/deps.ts';
import type { SiteEnv } from '../src/http/env.ts';
import { listen, type Listening } from '../src/http/listen.ts';
import { createSite } from '../src/http/server.ts';
import { fillSite } from '../test/many-panels.ts';
import { cpuSecondsOf } from './check-cost.ts';

export interface DirectoryFigures {
  /** Requests for a CPU second: as visitors get it, made anew for each of them, and `hono` with the bytes of it. */
  own: number;
  anew: number;
  hono: number;
  /** As sent, compressed. */
  wireBytes: number;
}

const PANELS = 300;
const SERVICES_EACH = 40;
const PATH = '/panels';
const LOAD = fileURLToPath(new URL('directory-load.ts', import.meta.url));

/** Each is measured a few times, in turn, and its best counts: what else runs on the machine only ever takes. */
export async function measureDirectory(
  deps: Deps,
  databasePid: number | undefined,
  options: { rounds: number; seconds: number },
): Promise<DirectoryFigures> {
  await fillSite(deps.db, PANELS, SERVICES_EACH);
  await tellApart(deps.db);
  const own = await listen(createSite(deps), '127.0.0.1', 0);
  const anew = await listen(createSite({ ...deps, pagesKeptMs: 0 }), '127.0.0.1', 0);
  const { bytes, headers } = await asSent(own);
  const hono = await listen(fromMemory(bytes, headers), '127.0.0.1', 0);
  const best = { own: 0, anew: 0, hono: 0 };
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const [name, site] of [
      ['own', own],
      ['anew', anew],
      ['hono', hono],
    ] as const) {
      const rate = await requestsPerCpuSecond(site, options.seconds, databasePid);
      // The first round warms up.
      if (round > 0) best[name] = Math.max(best[name], rate);
    }
  }
  for (const site of [own, anew, hono]) await site.stop(1000);
  return { ...best, wireBytes: bytes.byteLength };
}

/** Rows that differ as those of real panels do: equal ones would compress to nothing. */
async function tellApart(db: Database): Promise<void> {
  await sql`update panels set name = initcap(substr(md5(slug), 1, 3 + panel_id::int % 6)) || ' ' || initcap(substr(md5(name), 1, 5))`.execute(
    db,
  );
  await sql`update panel_figures set uptime_30d = 0.9 + (abs(hashint8(panel_id)) % 1000) / 10000.0, p95_30d = 80 + abs(hashint8(panel_id * 7)) % 4000,
    rate_change_30d = (hashint8(panel_id * 3) % 400) / 10000.0, added_7d = abs(hashint8(panel_id * 5)) % 40,
    days = (select string_agg(case abs(hashint8(panel_id * 100 + n)) % 40 when 0 then 'p' when 1 then 'd' else 'u' end, '') from generate_series(1, 90) n)`.execute(
    db,
  );
  await sql`update catalogs set services = 20 + abs(hashint8(panel_id * 11)) % 9000`.execute(db);
  await sql`update panel_states set duration_ms = 40 + abs(hashint8(panel_id * 13)) % 3000`.execute(db);
}

function fromMemory(bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Hono<SiteEnv> {
  const site = new Hono<SiteEnv>();
  site.get(PATH, (c) => c.body(bytes, 200, headers));
  return site;
}

/** What stands on the wire: fetch would inflate it. */
async function asSent(
  site: Listening,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> }> {
  return await new Promise((resolve, reject) => {
    get(site.url + PATH, { headers: { 'accept-encoding': 'br' } }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      reply.on('end', () => {
        const names = ['content-type', 'content-encoding', 'cache-control', 'etag'];
        resolve({
          bytes: new Uint8Array(Buffer.concat(chunks)),
          headers: Object.fromEntries(names.map((name) => [name, String(reply.headers[name] ?? '')])),
        });
      });
    }).on('error', reject);
  });
}

async function requestsPerCpuSecond(
  site: Listening,
  seconds: number,
  databasePid: number | undefined,
): Promise<number> {
  const before = cpuSecondsOf(databasePid);
  const client = spawn(process.execPath, [LOAD, site.url + PATH, String(seconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [answered] = await Promise.all([text(client.stdout), once(client, 'exit')]);
  const requests = Number(answered);
  if (!(requests > 0)) throw new Error(`${site.url} answered nothing: ${answered}`);
  return requests / (cpuSecondsOf(databasePid) - before);
}
