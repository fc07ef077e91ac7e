/** The program as its users run it: processes of their own, asked over their real ports, signals and exit statuses. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../main.ts');

/** What every process has around it. Compiled code is kept between them: half of a short command's time. */
const SURROUNDINGS = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NODE_COMPILE_CACHE: join(tmpdir(), 'smmwatch-test-compiled'),
};

export interface Ended {
  /** Exit status, or the signal that ended it. */
  status: number | string;
  stdout: string;
  stderr: string;
}

export interface Running {
  pid: number;
  /** All that it wrote so far, to both streams. */
  output: () => string;
  /** Settles when it wrote something that matches; fails when it ended without. */
  saying: (pattern: RegExp) => Promise<RegExpExecArray>;
  ended: Promise<Ended>;
  kill: (signal: NodeJS.Signals) => void;
}

/** Everything that any process wrote while the tests ran: what must never stand there is looked for here. */
const written: string[] = [];

export function everythingWritten(): string {
  return written.join('');
}

export type Settings = Record<string, string>;

/** Starts it with these settings and no others, in a folder where no settings file lies. */
export function start(args: string[], settings: Settings, input?: string): Running {
  return follow(
    spawn(
      process.execPath,
      ['--conditions=smmwatch:source', '--disable-warning=ExperimentalWarning', MAIN, ...args],
      {
        cwd: import.meta.dirname,
        env: { ...SURROUNDINGS, LOG_FORMAT: 'json', EXCHANGE_RATES_URL: 'off', ...settings },
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    ),
    input,
  );
}

export async function run(args: string[], settings: Settings, input?: string): Promise<Ended> {
  return await start(args, settings, input).ended;
}

/** A test that failed leaves nothing running. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function follow(child: ChildProcess, input = ''): Running {
  running.add(child);
  child.once('exit', () => running.delete(child));
  const texts = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  const collect = (stream: 'stdout' | 'stderr') =>
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      texts[stream] += text;
      written.push(text);
      for (const listener of listeners) listener();
    });
  collect('stdout');
  collect('stderr');
  // A command that ended early no longer reads: its status says so.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  const output = () => texts.stdout + texts.stderr;
  const ended = once(child, 'close').then(([code, signal]: unknown[]): Ended => ({
    status: typeof code === 'number' ? code : String(signal),
    ...texts,
  }));
  return {
    pid: child.pid ?? 0,
    output,
    ended,
    kill: (signal) => child.kill(signal),
    async saying(pattern) {
      const said = Promise.withResolvers<RegExpExecArray>();
      const look = () => {
        const found = pattern.exec(output());
        if (found !== null) said.resolve(found);
      };
      listeners.add(look);
      look();
      ended.then(
        () => said.reject(new Error(`it ended without saying ${pattern}: ${output()}`)),
        (error: unknown) => said.reject(error),
      );
      try {
        return await said.promise;
      } finally {
        listeners.delete(look);
      }
    },
  };
}

export interface Site extends Running {
  address: string;
}

/** `serve` on a free port; settles when it is open. */
export async function serve(settings: Settings, command = 'serve'): Promise<Site> {
  const running = start([command], {
    PORT: '0',
    ALLOW_ADDRESSES: '127.0.0.1',
    CHECK_INTERVAL_LEAST: '5s',
    ...settings,
  });
  const [, address = ''] = await running.saying(/"address":"([^"]+)".*the site is open/);
  return { ...running, address };
}

/** The one-time link that a site without an operator prints. */
export async function signInLink(site: Running): Promise<URL> {
  const [link] = await site.saying(/http:\S+token=[\w-]+/);
  return new URL(link);
}

/** Redeems the link as its page does; the cookie of the session, which outlives the process. */
export async function signIn(link: URL): Promise<string> {
  const reply = await postForm(link.origin, '/operator/sign-in', {
    token: link.searchParams.get('token') ?? '',
  });
  const cookie = reply.headers.get('set-cookie')?.split(';')[0];
  if (reply.status !== 303 || cookie === undefined) throw new Error(`not signed in: ${reply.status}`);
  return cookie;
}

export async function postForm(
  address: string,
  path: string,
  form: Record<string, string> = {},
  cookie = '',
): Promise<Response> {
  return await fetch(address + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { origin: address, cookie },
    redirect: 'manual',
  });
}

export interface ListedPanel {
  slug: string;
  name: string;
  listing: string;
  state: string | null;
  stage: string | null;
  code: string | null;
  services: number | null;
  pausedAt: string | null;
  checkedAt: string | null;
  intervalSeconds: number;
  apiUrl: string;
  currency: string | null;
}

/** What `panels list --json` says. */
export async function listPanels(settings: Settings): Promise<ListedPanel[]> {
  const { status, stdout, stderr } = await run(['panels', 'list', '--json'], settings);
  if (status !== 0) throw new Error(stderr);
  const listed: { panels: ListedPanel[] } = JSON.parse(stdout);
  return listed.panels;
}
