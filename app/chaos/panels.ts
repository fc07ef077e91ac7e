/**
 * Panels that remember: when each request arrived and when it was over, who sent it, and exactly what was served. They are the truth that
 * the auditor holds the database against. Each listens at a port of its own, since one host is never asked twice at once.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { inventOne } from '../../demo/invented.ts';
import { listen, readForm, stop } from '../../demo/serving.ts';

/**
 * `counting` serves another rate with every reply, so that each change names the reply that it was read from; `steady` never
 * changes; `moving` goes through the steps of an invented catalog; `slow` takes two seconds; `endless` never comes to an end; `broken`
 * answers with an error.
 */
export type PanelKind = 'counting' | 'steady' | 'moving' | 'slow' | 'endless' | 'broken';

export interface Visit {
  /** Milliseconds of this process. */
  arrivedMs: number;
  /** Undefined while it lasts. */
  leftMs?: number;
  action: string;
  /** The User-Agent's contact: each process of a site has one of its own. */
  by: string;
  /** What was served: the number of the reply, or the step of the catalog; undefined until all of it was sent. */
  served?: number;
}

export interface ChaosPanel {
  name: string;
  kind: PanelKind;
  url: string;
  key: string;
  visits: Visit[];
  /** Body of the moment `served` of a moving panel. */
  bodyAt: (step: number) => Buffer;
  setStep: (step: number) => void;
  close: () => Promise<void>;
}

export function isHealthy(kind: PanelKind): boolean {
  return kind !== 'endless' && kind !== 'broken';
}

const SLOW_MS = 2000;
const DRIP_MS = 200;

/** Of the reply with this number; the only thing that changes in a counting panel. */
export function rateOf(number: number): string {
  return (1 + number / 10_000).toFixed(4);
}

export async function openPanel(kind: PanelKind, index: number): Promise<ChaosPanel> {
  const { spec } = inventOne({ dialect: 'perfect_panel', size: 40 }, `chaos ${index}`);
  const key = `chaos-key-${index}-0123456789abcdef`;
  const visits: Visit[] = [];
  let step = 0;
  let replies = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const visit: Visit = {
      arrivedMs: performance.now(),
      action: 'none',
      by: /\+(\S+?)\)/.exec(request.headers['user-agent'] ?? '')?.[1] ?? 'unknown',
    };
    visits.push(visit);
    const left = () => (visit.leftMs ??= performance.now());
    response.once('finish', left).once('close', left);
    const form = await readForm(request);
    visit.action = form?.get('action') ?? 'none';
    if (kind === 'broken') send(response, 500, 'it broke');
    else if (form?.get('key') !== key) send(response, 200, '{"error":"Invalid API key"}');
    else if (visit.action === 'balance') send(response, 200, '{"balance":"1.5","currency":"USD"}');
    else await sendServices(response, visit);
  }

  async function sendServices(response: ServerResponse, visit: Visit): Promise<void> {
    if (kind === 'slow') await pause(SLOW_MS);
    if (kind === 'endless') {
      drip(response);
      return;
    }
    const served = kind === 'moving' ? step : ++replies;
    const body = kind === 'moving' ? spec.content.bodyAt(served) : counted(kind === 'counting' ? served : 0);
    response.once('finish', () => (visit.served = served));
    send(response, 200, body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 75_000;
  const port = await listen(server, 0);
  return {
    name: `${kind} panel ${index}`,
    kind,
    url: `http://127.0.0.1:${port}/api/v2`,
    key,
    visits,
    bodyAt: (at) => spec.content.bodyAt(at),
    setStep(next) {
      step = next;
    },
    close: () => stop(server),
  };
}

function counted(number: number): Buffer {
  const services = [0, 1, 2, 3, 4].map((id) => ({
    service: String(id + 1),
    name: `Instagram Followers ${id + 1}`,
    category: 'Instagram',
    type: 'Default',
    rate: id === 0 ? rateOf(number) : '0.9000',
    min: '10',
    max: '10000',
  }));
  return Buffer.from(JSON.stringify(services));
}

function send(response: ServerResponse, status: number, body: string | Buffer): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('[');
  const timer = setInterval(() => response.write(' '), DRIP_MS);
  response.once('close', () => clearInterval(timer));
}
