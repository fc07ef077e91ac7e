/**
 * The files that browsers load, read once at start. Scripts are written in TypeScript and served with their types taken
 * out. A file's address holds the hash of its content, so that it may be kept for ever.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

export interface Asset {
  address: string;
  contentType: string;
  body: string;
}

/** What a script shares with the server stands in the place of its import: browsers load one file. */
const IMPORT = /^import .* from '(.+)';$/gm;
const EXPORT = /^export /gm;

export const ASSETS = {
  css: load('site.css', 'text/css; charset=utf-8'),
  script: load('site.ts', 'text/javascript; charset=utf-8'),
  tray: load('tray.ts', 'text/javascript; charset=utf-8'),
  chart: load('chart.ts', 'text/javascript; charset=utf-8'),
  palette: load('palette.ts', 'text/javascript; charset=utf-8'),
  queue: load('queue.ts', 'text/javascript; charset=utf-8'),
  icon: load('favicon.svg', 'image/svg+xml'),
} as const;

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

function load(file: string, contentType: string): Asset {
  const source = read(file).replaceAll(IMPORT, (_, shared: string) => read(shared).replaceAll(EXPORT, ''));
  const body = file.endsWith('.ts') ? stripTypeScriptTypes(source) : source;
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  const [name, extension] = file.replace(/\.ts$/, '.js').split('.');
  return { address: `/assets/${name}.${hash}.${extension}`, contentType, body };
}
