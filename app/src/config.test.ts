import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeSettings, readConfig } from './config.ts';
import { StartError } from './errors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smmwatch-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(text: string): string {
  const path = join(folder, 'site.env');
  writeFileSync(path, text);
  return path;
}

function mistakesIn(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  return '';
}

describe('settings', () => {
  it('need none: a site on this machine alone, on port 3000', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: undefined,
      allowAddresses: [],
      checkIntervalSeconds: 900,
      checkConcurrency: 64,
      logLevel: 'info',
    });
  });

  it('are read from the environment, spans of time as people write them', () => {
    const config = readConfig({
      PORT: '0',
      PUBLIC_URL: 'https://watch.example/',
      CHECK_INTERVAL: '2h',
      CHECK_INTERVAL_LEAST: '5',
      ALLOW_ADDRESSES: ' 127.0.0.1, 10.0.0.0/8 ,,panel.internal ',
      DATABASE_URL: 'postgresql://someone@db.example/site',
    });
    expect(config).toMatchObject({
      port: 0,
      publicUrl: 'https://watch.example',
      contactUrl: 'https://watch.example/',
      checkIntervalSeconds: 7200,
      checkIntervalLeastSeconds: 5,
      allowAddresses: ['127.0.0.1', '10.0.0.0/8', 'panel.internal'],
      databaseUrl: 'postgresql://someone@db.example/site',
    });
  });

  it('take an empty value as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', SECRET_KEY: '' })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
      secretKey: undefined,
    });
  });

  it('are read from a file as well, and the environment wins over it', () => {
    const path = fileWith('# a comment\nPORT=4000\nHOST="0.0.0.0"\n');
    expect(readConfig({ SMMWATCH_CONFIG: path, PORT: '5000' })).toMatchObject({
      host: '0.0.0.0',
      port: 5000,
    });
  });

  it('report every mistake at once, by name, wherever it stands', () => {
    const path = fileWith('PROT=3000\nLOG_LEVEL=loud\n');
    const said = mistakesIn({
      SMMWATCH_CONFIG: path,
      PORT: '99999',
      CHECK_INTERVAL: 'soon',
      CHECK_INTERVAL_LEAST: '1s',
      CHECK_CONCURRENCY: '-3',
      DATABASE_URL: 'mysql://db.example/site',
      PUBLIC_URL: 'watch.example',
      SECRET_KEY: 'hunter2',
      ALLOW_ADDRESSES: '127.0.0.1,10.0.0.0/99',
      LOG_FORMAT: 'xml',
    });
    expect(said).toContain('11 mistakes');
    for (const name of [
      'PROT is not a setting',
      'LOG_LEVEL:',
      'PORT:',
      'CHECK_INTERVAL:',
      'CHECK_INTERVAL_LEAST:',
      'CHECK_CONCURRENCY:',
      'DATABASE_URL:',
      'PUBLIC_URL:',
      'SECRET_KEY:',
      'ALLOW_ADDRESSES: "10.0.0.0/99"',
      'LOG_FORMAT:',
    ]) {
      expect(said).toContain(name);
    }
  });

  it('never repeat a value that may be a secret', () => {
    const said = mistakesIn({
      SECRET_KEY: 'hunter2',
      DATABASE_URL: 'mysql://site:swordfish@db.example/site',
    });
    expect(said).not.toMatch(/hunter2|swordfish/);
  });

  it('say which file cannot be read', () => {
    const path = join(folder, 'missing.env');
    expect(mistakesIn({ SMMWATCH_CONFIG: path })).toContain(path);
  });

  it('each have a purpose that --help can show', () => {
    const settings = describeSettings();
    expect(settings.length).toBeGreaterThan(10);
    expect(settings.filter(({ purpose }) => purpose.length < 10)).toEqual([]);
  });

  it('are the ones that docs/configuration.md lists, in the same order, with the defaults that they have', () => {
    const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| (?:`([^`]+)`)? *\|/gm)];
    expect(rows.map(([, name]) => name)).toEqual(describeSettings().map(({ name }) => name));
    // Not values but words: they say what is taken where nothing is set.
    const words = new Set(['PUBLIC_URL', 'DATA_DIR/secret.key']);
    const written = rows.filter(([, , value]) => value !== undefined && !words.has(value));
    expect(readConfig(Object.fromEntries(written.map(([, name, value]) => [name, value])))).toEqual(
      readConfig({}),
    );
    expect(written.length).toBeGreaterThan(10);
  });
});

describe('settings of what is seen from outside', () => {
  it('are off unless they are given', () => {
    expect(readConfig({})).toMatchObject({
      metricsPort: undefined,
      metricsHost: '127.0.0.1',
      tracesTo: undefined,
    });
  });

  it('name the collector as OpenTelemetry does, headers percent-encoded', () => {
    const { tracesTo } = readConfig({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/',
      OTEL_EXPORTER_OTLP_HEADERS: 'X-Token=a%20b%2Cc, other=1=2',
    });
    expect(tracesTo).toEqual({
      endpoint: 'http://collector:4318/v1/traces',
      headers: { 'x-token': 'a b,c', other: '1=2' },
    });
  });

  it.each(['nothing', 'x=%zz', 'x=%ff', '=y'])('refuse headers that cannot be read: %s', (headers) => {
    expect(mistakesIn({ OTEL_EXPORTER_OTLP_HEADERS: headers })).toMatch(/OTEL_EXPORTER_OTLP_HEADERS/);
  });
});
