/**
 * The target of benchmarks: any number of virtual panels with one prepared catalog, so that what is measured is the
 * watcher and not its target. Every reply is compressed before the first request; a request costs a lookup and a write.
 * Run as a process of its own (its CPU time is then not the watcher's), it prints one line of JSON and serves until
 * SIGTERM:
 *
 *   node demo/load-target.ts --panels 1000 --services 3000 --gzip --changed 0.02 --ports 4
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';
import type { DemoRow, Recipe } from './catalog.ts';
import { writeRate } from './catalog.ts';
import { DIALECTS, writeCatalog, type Compression } from './dialects.ts';
import { startCatalog } from './moves.ts';
import { hexFrom } from './random.ts';
import { compress, listen, readForm, sendText, stop } from './serving.ts';

export interface LoadOptions {
  panels: number;
  /** Services in the catalog of every panel. */
  services: number;
  /** null: as it is, whatever the watcher accepts. */
  compression: Compression | null;
  /** Share of the rates that differ from one reply to the next: 0 is the same bytes for ever. */
  changed: number;
  /** Panels are spread over so many ports; 1 when absent. */
  ports?: number;
  seed?: string;
}

interface LoadPanel {
  name: string;
  apiUrl: string;
  key: string;
}

export interface LoadTarget {
  panels: readonly LoadPanel[];
  /** Bytes of one reply to `services`: as sent, and inflated. */
  wireBytes: number;
  plainBytes: number;
  /** Replies to `services` sent so far. */
  served: () => number;
  close: () => Promise<void>;
}

/** Steps on the way there and back again: each differs from the next in one block of rates. */
const BLOCKS = 4;

export async function startLoadTarget(options: LoadOptions): Promise<LoadTarget> {
  const seed = options.seed ?? 'load';
  const plains = prepare(options, seed);
  const bodies = await Promise.all(plains.map((plain) => compress(plain, options.compression)));
  const panels = Array.from({ length: options.panels }, (_, index): VirtualPanel => {
    return { key: hexFrom(32, seed, 'key', index), replies: 0 };
  });
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (options.compression) headers['content-encoding'] = options.compression;
  let served = 0;

  function sendCatalog(panel: VirtualPanel, response: ServerResponse): void {
    const body = bodies[panel.replies % bodies.length] ?? Buffer.alloc(0);
    panel.replies += 1;
    served += 1;
    response.writeHead(200, { ...headers, 'content-length': body.length });
    response.end(body);
  }
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await readForm(request);
    const panel = panels[Number(/^\/(\d+)\//.exec(request.url ?? '')?.[1] ?? Number.NaN)];
    if (request.method !== 'POST' || !panel || !form)
      sendText(response, 404, 'text/plain', 'no such panel\n');
    else if (form.get('key') !== panel.key) sendJson(response, { error: 'Invalid API key' });
    else if (form.get('action') === 'services') sendCatalog(panel, response);
    else if (form.get('action') === 'balance') sendJson(response, { balance: '1.5', currency: 'USD' });
    else sendJson(response, { error: 'Incorrect request' });
  }
  const servers = await Promise.all(
    Array.from({ length: options.ports ?? 1 }, async () => {
      const server = createServer((request, response) => {
        answer(request, response).catch((error: unknown) => {
          response.destroy(error instanceof Error ? error : new Error(String(error)));
        });
      });
      server.keepAliveTimeout = 75_000;
      return { server, port: await listen(server, 0) };
    }),
  );
  return {
    panels: panels.map(({ key }, index) => ({
      name: `Load panel ${index}`,
      apiUrl: `http://127.0.0.1:${servers[index % servers.length]?.port ?? 0}/${index}/api/v2`,
      key,
    })),
    wireBytes: bodies[0]?.length ?? 0,
    plainBytes: plains[0]?.length ?? 0,
    served: () => served,
    async close() {
      await Promise.all(servers.map(({ server }) => stop(server)));
    },
  };
}

function sendJson(response: ServerResponse, body: Record<string, string>): void {
  sendText(response, 200, 'application/json', JSON.stringify(body));
}

interface VirtualPanel {
  key: string;
  replies: number;
}

/** The bodies that a panel goes through, in a circle. */
function prepare(options: LoadOptions, seed: string): Buffer[] {
  const recipe: Recipe = {
    seed,
    size: options.services,
    languages: ['en'],
    currency: 'USD',
    decimals: 4,
    ids: 'number',
    look: 'pipes',
    letters: 'plain',
    headings: 'none',
    descriptions: false,
    markup: 1,
  };
  const { rows } = startCatalog(recipe);
  const blockRows = Math.round(rows.length * options.changed);
  const write = (moved: readonly DemoRow[]) => writeCatalog(DIALECTS.perfect_panel, moved, 'USD');
  if (blockRows === 0) return [write(rows)];
  // One block after another goes up, then one after another comes down. With large shares the blocks overlap the end
  // of the catalog and there are fewer of them.
  const blocks = Math.max(1, Math.min(BLOCKS, Math.floor(rows.length / blockRows)));
  return Array.from({ length: blocks * 2 }, (_, turn) => {
    const first = Math.max(0, turn - blocks) * blockRows;
    const end = Math.min(turn, blocks) * blockRows;
    return write(rows.map((row, index) => (index >= first && index < end ? raised(row) : row)));
  });
}

function raised(row: DemoRow): DemoRow {
  return row.row === 'service' ? { ...row, rate: writeRate(Number(row.rate) * 1.1 + 0.0001, 4) } : row;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      panels: { type: 'string', default: '100' },
      services: { type: 'string', default: '3000' },
      gzip: { type: 'boolean', default: false },
      changed: { type: 'string', default: '0' },
      ports: { type: 'string', default: '1' },
    },
  });
  const target = await startLoadTarget({
    panels: Number(values.panels),
    services: Number(values.services),
    compression: values.gzip ? 'gzip' : null,
    changed: Number(values.changed),
    ports: Number(values.ports),
  });
  const { panels, wireBytes, plainBytes } = target;
  process.stdout.write(`${JSON.stringify({ panels, wireBytes, plainBytes })}\n`);
  const end = () => void target.close();
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

if (import.meta.main) await main();
