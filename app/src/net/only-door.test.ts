/**
 * Nothing but the guarded door opens a connection to the outside: every source file of the product is read, and
 * whatever can open one has to be listed here with its reason. Browser assets are no exception worth making: they
 * run on the visitor's machine, so they are left out.
 */
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Modules of Node that can open a connection, or run a program that can. */
const CONNECTING = new Set(
  [
    'http',
    'https',
    'http2',
    'net',
    'tls',
    'dgram',
    'dns',
    'dns/promises',
    'quic',
    'inspector',
    'child_process',
    'cluster',
  ].flatMap((name) => [name, `node:${name}`]),
);

/** Packages that were looked at and open no connection by themselves. Anything else has to be listed below. */
const QUIET = new Set([
  'smmwatch',
  'hono',
  'kysely',
  'zod',
  'pino',
  'pino-pretty',
  'ipaddr.js',
  'entities',
  'tldts',
  '@sindresorhus/slugify',
  'intl-messageformat',
  'lru-cache',
  'big.js',
  'csv-stringify',
  '@resvg/resvg-js',
  'simple-icons',
  'marked',
]);

/** The language's own clients, and the ways around an import. A property called `fetch` (`app.fetch`) is none. */
const GLOBAL_CLIENT =
  /(?<![.\w$])fetch\b(?!\s*:)|globalThis\s*(?:\.\s*fetch|\[)|\bnew\s+(?:WebSocket|EventSource|XMLHttpRequest|WebTransport)\b|\b(?:sendBeacon|getBuiltinModule|createRequire)\b|process\.binding/;

/** Who may, and why. Nobody else. */
const ALLOWED: Record<string, string[]> = {
  // The door.
  'app/src/net/connect.ts': ['node:net', 'node:tls'],
  'app/src/net/exchange.ts': ['node:http'],
  'app/src/net/guarded-post.ts': ['node:tls'],
  'app/src/net/kept-connections.ts': ['node:http', 'node:net'],
  'app/src/net/resolver.ts': ['node:dns/promises'],
  // Listens for visitors; asks nobody.
  'app/src/http/listen.ts': ['node:http', '@hono/node-server'],
  // Reads which address a request came from.
  'app/src/submissions/visitor.ts': ['@hono/node-server/conninfo'],
  // Counts; of its clients (the push gateway) none is ever made.
  'app/src/metrics.ts': ['prom-client'],
  'app/src/http/metrics-port.ts': ['prom-client'],
  // The collector of traces: at an address that the operator configures, never one that a stranger gives.
  'app/src/traces.ts': ['node:http', 'node:https'],
  // The site's own database: at an address that the operator configures, never one that a stranger gives.
  'app/src/db/open.ts': ['pg'],
  // Jobs go through the site's own database, by the pool that it is handed.
  'app/src/jobs.ts': ['pg-boss'],
  'app/src/db/embedded.ts': ['node:net'],
  'app/src/db/embedded-server.ts': ['node:net'],
  'app/src/db/embedded-worker.ts': ['@electric-sql/pglite', '@electric-sql/pglite/contrib/pg_trgm'],
  // Turns a fetch that it is handed into a Post, for users of the library; the site never hands it one.
  'packages/core/src/fetch-post.ts': ['fetch'],
};

async function sources(): Promise<Array<{ file: string; text: string }>> {
  const files: string[] = [];
  for await (const file of glob(['packages/core/src/**/*.{ts,tsx,js,mjs}', 'app/**/*.{ts,tsx,js,mjs,cjs}'], {
    cwd: ROOT,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  }))
    files.push(file.replaceAll('\\', '/'));
  return files
    .filter(
      (file) =>
        !/\.test\.tsx?$|\/fixtures\/|\/test\/|\/(?:bench|chaos)\/|^packages\/core\/src\/cli\/|^app\/src\/assets\//.test(
          file,
        ),
    )
    .sort()
    .map((file) => ({ file, text: withoutComments(readFileSync(`${ROOT}/${file}`, 'utf8')) }));
}

/** Every way by which this file could open a connection, type-only imports excepted: they vanish before it runs. */
function doorsOf(text: string): string[] {
  const imported = [
    ...text.matchAll(/^\s*(?:import|export)\s+(?!type\b)[^'"]*?from\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]/g),
  ].flatMap((match) => match[1] ?? []);
  const doors = imported.filter((name) => !name.startsWith('.') && isDoor(name));
  // A module whose name is computed could be any.
  if (/\b(?:import|require)\s*\(\s*[^'"`\s]/.test(text)) doors.push('a computed import');
  if (GLOBAL_CLIENT.test(withoutStrings(text))) doors.push('fetch');
  return [...new Set(doors)];
}

function isDoor(name: string): boolean {
  if (CONNECTING.has(name)) return true;
  if (name.startsWith('node:')) return false;
  const packageName = name.startsWith('@')
    ? name.split('/').slice(0, 2).join('/')
    : (name.split('/')[0] ?? name);
  return !QUIET.has(packageName);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

function withoutStrings(text: string): string {
  return text.replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}

describe('the outbound door', () => {
  test('is the only one: no other source file can open a connection', async () => {
    const read = await sources();
    // A reader that finds nothing to read would find nothing wrong either.
    expect(read.length).toBeGreaterThan(40);
    expect(read.map(({ file }) => file)).toEqual(expect.arrayContaining(Object.keys(ALLOWED)));
    const strangers = read.flatMap(({ file, text }) =>
      doorsOf(text)
        .filter((door) => !ALLOWED[file]?.includes(door))
        .map((door) => `${file} opens connections through ${door}`),
    );
    expect(strangers).toEqual([]);
  });

  test('is listed without leftovers: every permission is used', async () => {
    const used = new Map((await sources()).map(({ file, text }) => [file, doorsOf(text)]));
    for (const [file, doors] of Object.entries(ALLOWED))
      expect([file, used.get(file)?.toSorted()]).toEqual([file, doors.toSorted()]);
  });

  test.each([
    "import http from 'node:http';",
    "import { request } from 'https';",
    "import type { Server } from 'node:http';\nimport {\n  connect,\n} from 'node:net';",
    "import axios from 'axios';",
    "import { fetch } from 'undici';",
    "import 'node:dns';",
    "export { lookup } from 'node:dns/promises';",
    "const dns = await import('node:dns');",
    "const net = require('net');",
    'const any = await import(name);',
    "await fetch('https://panel.example');",
    'const reply = await globalThis.fetch(url);',
    'const ask = fetch;',
    'check({ fetch });',
    'fetchPost(fetch)',
    'const socket = new WebSocket(url);',
    'new EventSource(url)',
    "process.getBuiltinModule('net')",
  ])('would be missed by nobody who writes %j', (text) => {
    expect(doorsOf(withoutComments(text))).not.toEqual([]);
  });

  test.each([
    "import type { Server } from 'node:http';",
    "import { z } from 'zod';\nimport { readFile } from 'node:fs/promises';",
    "// import http from 'node:http';",
    "/* await fetch('x') */",
    "import { post } from './net/guarded-post.ts';",
    'const prefetch = 1; refetch(prefetch);',
    "serve({ fetch: app.fetch, port }); say('could not fetch it');",
  ])('is not seen where there is none: %j', (text) => {
    expect(doorsOf(withoutComments(text))).toEqual([]);
  });
});
