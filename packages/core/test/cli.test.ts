import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { SERVICES, loopbackPanel, wellBehaved } from './loopback-panel.ts';
import { BIN, smmwatch } from './smmwatch-process.ts';

// Each test starts processes, and a busy machine takes seconds for one.
vi.setConfig({ testTimeout: 90_000 });

const KEY = 'k3y-that-nobody-may-see';
const folder = mkdtempSync(join(tmpdir(), 'smmwatch-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('smmwatch', () => {
  it('explains itself, and each of its commands', async () => {
    const help = await smmwatch(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('smmwatch services URL|FILE');
    for (const command of ['check', 'services', 'diff']) {
      const told = await smmwatch([command, '--help']);
      expect(told.stdout).toContain(`smmwatch ${command}`);
      expect(told.stdout).toContain('Exit status');
    }
  });

  it('says its version', async () => {
    expect((await smmwatch(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    ['nothing at all', []],
    ['an option without its command', ['--json']],
    ['an option that does not exist', ['services', '--nope']],
    ['too few sources', ['diff', 'one.json']],
    ['too many sources', ['services', 'one.json', 'two.json']],
    ['a quantity that is none', ['services', 'one.json', '--at', '1e3']],
    ['a quantity for what has no cost', ['diff', 'one.json', 'two.json', '--at', '5']],
    ['a dialect that nobody knows', ['services', 'one.json', '--dialect', 'klingon']],
    ['two standard inputs', ['diff', '-', '-']],
    ['two hosts for one key', ['diff', 'http://127.0.0.1:1/', 'http://127.0.0.1:2/']],
  ])('answers %s with status 64', async (_, args) => {
    const { code, stdout, stderr } = await smmwatch(args);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain('smmwatch');
  });

  it('hands an unknown command to the watch site when that is installed, with arguments and exit status', async () => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    const site = join(bin, 'smmwatch-site');
    writeFileSync(site, '#!/bin/sh\necho "site: $*"\nexit 7\n');
    chmodSync(site, 0o755);
    const ended = await smmwatch(['panels', 'add', 'two words'], {
      env: { PATH: `/nowhere${delimiter}${bin}` },
    });
    expect(ended).toMatchObject({ code: 7, stdout: 'site: panels add two words\n' });
    expect((await smmwatch(['--help'], { env: { PATH: bin } })).stdout).toContain('smmwatch-site --help');
  });

  it('says which commands there are when the watch site is not installed', async () => {
    const { code, stderr } = await smmwatch(['serve']);
    expect(code).toBe(64);
    expect(stderr).toContain('check, services, diff');
    expect(stderr).toContain('watch site');
  });

  it('ends quietly when its reader has seen enough', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ ...SERVICES[0], service: index }));
    const path = file('many.json', JSON.stringify(many));
    const child = spawn(process.execPath, [BIN, 'services', path, '--json'], { env: {} });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('');
  });
});

describe('the key', () => {
  it('is read from a file, from standard input and from the environment', async () => {
    await using panel = await loopbackPanel(wellBehaved(KEY, SERVICES));
    const ways = [
      await smmwatch(['services', panel.url, '--key-file', file('key', `${KEY}\n`)]),
      await smmwatch(['services', panel.url, '--key-stdin'], { stdin: `${KEY}\n` }),
      await smmwatch(['services', panel.url], { env: { SMMWATCH_KEY: KEY } }),
    ];
    expect(ways.map((ended) => ended.code)).toEqual([0, 0, 0]);
  });

  it('is refused as an argument, with the reason, and not repeated', async () => {
    for (const given of [[`--key=${KEY}`], ['--key', KEY]]) {
      const { code, stderr } = await smmwatch(['check', 'http://127.0.0.1:1/', ...given]);
      expect(code).toBe(64);
      expect(stderr).toContain('--key-file');
      expect(stderr).not.toContain(KEY);
    }
  });

  it('is asked for when it is missing, empty or more than one line', async () => {
    const url = 'http://127.0.0.1:1/';
    expect((await smmwatch(['services', url])).stderr).toContain('SMMWATCH_KEY');
    expect((await smmwatch(['services', url, '--key-file', join(folder, 'none')])).code).toBe(64);
    expect((await smmwatch(['services', url], { env: { SMMWATCH_KEY: ' ' } })).code).toBe(64);
    expect((await smmwatch(['services', url, '--key-stdin'], { stdin: 'a\nb\n' })).code).toBe(64);
  });

  it('stands nowhere in what is printed, even when the panel repeats it', async () => {
    await using panel = await loopbackPanel(({ form }) => ({
      body: JSON.stringify({ error: `Key ${form.get('key')} is not valid, api key invalid` }),
    }));
    for (const command of ['check', 'services']) {
      for (const flags of [[], ['--json']]) {
        const ended = await smmwatch([command, panel.url, ...flags], { env: { SMMWATCH_KEY: KEY } });
        expect(ended.code).toBe(2);
        expect(ended.stdout + ended.stderr).not.toContain(KEY);
      }
    }
  });
});

describe('smmwatch services', () => {
  it('tells what a quantity costs, or why the panel does not sell it', async () => {
    const row = { category: 'c', type: 'Default', rate: '0.90', min: 100, max: 10_000 };
    const path = file(
      'priced.json',
      JSON.stringify([
        { ...row, service: 1, name: 'Likes' },
        { ...row, service: 2, name: 'Likes, small', max: 1000 },
        { ...row, service: 3, name: 'Likes, large', min: 8000 },
        { ...row, service: 4, name: 'A set', type: 'Package', rate: '151.32', min: 1, max: 1 },
        { ...row, service: 5, name: 'Views | Multiple of 3000' },
      ]),
    );
    const { code, stdout } = await smmwatch(['services', path, '--json', '--at', '5000']);
    const { at, services } = JSON.parse(stdout);
    expect({ code, at }).toEqual({ code: 0, at: 5000 });
    expect(services.map((service: { cost: unknown }) => service.cost)).toEqual([
      { kind: 'cost', amount: '4.5' },
      { kind: 'above_maximum', maximum: 1000 },
      { kind: 'below_minimum', minimum: 8000 },
      { kind: 'cost', amount: '151.32' },
      { kind: 'between_steps', step: 3000, next: 6000 },
    ]);
    expect(services.map((service: { unit: string }) => service.unit)).toContain('package');
    const table = (await smmwatch(['services', path, '--at', '5000'])).stdout;
    expect(table).toMatch(/AT 5000/u);
    for (const cell of ['4.5', 'up to 1000', 'from 8000', '151.32 a package', 'in 3000s'])
      expect(table).toContain(cell);
  });

  it('prints version 1 of its shape for programs', async () => {
    const { code, stdout } = await smmwatch([
      'services',
      file('plain.json', JSON.stringify(SERVICES)),
      '--json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      services: [
        {
          id: '1',
          name: 'Instagram followers',
          category: 'Instagram',
          orderForm: 'Default',
          rate: '0.90',
          min: 100,
          max: 10000,
          description: null,
          refill: true,
          cancel: false,
          dripfeed: null,
          averageTime: null,
          platform: 'instagram',
          kind: 'followers',
          secondaryKind: null,
          modifiers: [],
          attributes: {},
        },
        { id: '2', platform: 'tiktok', kind: 'views' },
      ],
      notes: [],
      fields: { id: 'service', rate: 'rate', description: null },
      findings: [],
    });
  });

  it('prints an aligned table for people, without colours outside a terminal', async () => {
    const { stdout } = await smmwatch(['services', file('plain.json', JSON.stringify(SERVICES))]);
    const [head = '', first = '', second = ''] = stdout.split('\n');
    expect(head.indexOf('NAME')).toBe(first.indexOf('Instagram followers'));
    expect(head.indexOf('NAME')).toBe(second.indexOf('TikTok views'));
    expect(stdout).not.toContain('\u001B');
  });

  it('strips what would repaint or reorder the terminal', async () => {
    const hostile = '\u001B[31mRed\u001B[0m\u001B]0;title\u0007 \u202Eevil\u202C\nline\u0000';
    const { stdout } = await smmwatch(['services', '-'], {
      stdin: JSON.stringify([{ ...SERVICES[0], name: hostile }]),
    });
    expect(stdout).toContain('Red evil line');
    // oxlint-disable-next-line no-control-regex -- their absence is the point
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202A-\u202E]/);
  });

  it('reads UTF-16 with a byte order mark, as PowerShell saves it', async () => {
    const path = file(
      'utf16.json',
      Buffer.from(`\uFEFF${JSON.stringify({ value: SERVICES, Count: 2 })}`, 'utf16le'),
    );
    const { code, stdout } = await smmwatch(['services', path, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).services).toHaveLength(2);
  });

  it.each<[string, () => string, string, string]>([
    ['a missing file', () => join(folder, 'nowhere.json'), 'file', 'not_found'],
    ['a folder', () => folder, 'file', 'is_directory'],
    ['an empty file', () => file('empty.json', ''), 'body', 'empty'],
    ['a web page', () => file('page.html', '<!doctype html><title>Shop</title><p>Hello'), 'json', 'html'],
    ['half a reply', () => file('half.json', '[{"service":1,"name":"Foll'), 'json', 'truncated'],
    ['an error of the panel', () => file('error.json', '{"error":"Invalid API key"}'), 'auth', 'invalid_key'],
    ['JSON without services', () => file('other.json', '{"a":1}'), 'schema', 'no_catalog'],
    ['more than 25 MB', () => file('huge.json', Buffer.alloc(26 * 1024 * 1024, 32)), 'body', 'too_large'],
  ])('ends with status 2 and the outcome for %s', async (_, source, stage, code) => {
    const ended = await smmwatch(['services', source(), '--json']);
    expect(ended.code).toBe(2);
    expect(JSON.parse(ended.stdout)).toMatchObject({ version: 1, outcome: { stage, code } });
  });

  it('asks an API for its services and nothing else', async () => {
    await using panel = await loopbackPanel(wellBehaved(KEY, SERVICES));
    await smmwatch(['services', panel.url, '--json'], { env: { SMMWATCH_KEY: KEY } });
    expect(panel.asked.map(({ method, form }) => `${method} ${form.get('action')}`)).toEqual([
      'POST services',
    ]);
  });

  it('asks in the words of a dialect when told to', async () => {
    await using panel = await loopbackPanel(({ form }) => ({
      body: form.get('action') === 'packages' ? JSON.stringify(SERVICES) : '{"error":"Incorrect request"}',
    }));
    const { code } = await smmwatch(['services', panel.url, '--dialect', 'packages'], {
      env: { SMMWATCH_KEY: KEY },
    });
    expect(code).toBe(0);
  });

  it('names the stage where asking stopped', async () => {
    const { code, stdout } = await smmwatch(['services', 'http://127.0.0.1:1/', '--json'], {
      env: { SMMWATCH_KEY: KEY },
    });
    expect(code).toBe(2);
    expect(JSON.parse(stdout).outcome.stage).not.toBe('ok');
  });
});

describe('smmwatch diff', () => {
  const [followers, views] = SERVICES;
  const earlier = JSON.stringify(SERVICES);
  const later = JSON.stringify([
    { ...followers, rate: '0.95' },
    { ...views, service: 3, name: 'TikTok likes' },
  ]);

  it('ends with status 0 and says so when nothing changed', async () => {
    const same = file('same.json', earlier);
    expect(await smmwatch(['diff', same, same])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '2 unchanged\n',
    });
  });

  it('prints the changes with old and new values, and ends with status 1', async () => {
    const sources = [file('a.json', earlier), file('b.json', later)];
    const people = await smmwatch(['diff', ...sources]);
    expect(people.code).toBe(1);
    expect(people.stdout).toMatch(/^rate +1 +Instagram followers +0\.90 +0\.95$/m);
    expect(people.stdout).toMatch(/^removed +2 +TikTok views/m);
    const programs = await smmwatch(['diff', ...sources, '--json']);
    expect(programs.code).toBe(1);
    expect(JSON.parse(programs.stdout)).toMatchObject({
      version: 1,
      counts: { added: 1, removed: 1, rate: 1 },
      repricings: [],
      massRemoval: false,
    });
  });

  it('compares what services --json saved, standard input and a living API', async () => {
    await using panel = await loopbackPanel(wellBehaved(KEY, JSON.parse(later)));
    const saved = await smmwatch(['services', '-', '--json'], { stdin: earlier });
    const ended = await smmwatch(['diff', file('saved.json', saved.stdout), panel.url, '--json'], {
      env: { SMMWATCH_KEY: KEY },
    });
    expect(JSON.parse(ended.stdout).counts).toMatchObject({ added: 1, removed: 1, rate: 1, unchanged: 0 });
  });

  it('ends with status 2 when one of the two cannot be read', async () => {
    expect((await smmwatch(['diff', file('a.json', earlier), join(folder, 'none.json')])).code).toBe(2);
  });
});

describe('smmwatch check', () => {
  it('passes an API that follows the standard, without its key and balance', async () => {
    await using panel = await loopbackPanel(wellBehaved(KEY, SERVICES));
    const programs = await smmwatch(['check', panel.url, '--json'], { env: { SMMWATCH_KEY: KEY } });
    expect(programs.code).toBe(0);
    expect(JSON.parse(programs.stdout)).toMatchObject({
      version: 1,
      outcome: { stage: 'ok' },
      transport: 'body',
      balance: { present: true, currency: 'EUR' },
      services: { count: 2 },
      grade: 'A',
      findings: [],
    });
    const people = await smmwatch(['check', panel.url], { env: { SMMWATCH_KEY: KEY } });
    expect(people.stdout).toContain('Grade A');
    for (const printed of [programs.stdout, people.stdout]) {
      expect(printed).not.toContain(KEY);
      expect(printed).not.toContain('4711');
    }
    expect(new Set(panel.asked.map(({ form }) => form.get('action')))).toEqual(
      new Set(['balance', 'services']),
    );
  });

  it('names the paragraph and the fix of each finding, and ends with status 1 when data is lost', async () => {
    await using panel = await loopbackPanel(
      wellBehaved(KEY, [{ ...SERVICES[0], rate: 'cheap' }, SERVICES[1] ?? {}]),
    );
    const { code, stdout } = await smmwatch(['check', panel.url], { env: { SMMWATCH_KEY: KEY } });
    expect(code).toBe(1);
    expect(stdout).toContain('standard 4.5 The rate');
    expect(stdout).toMatch(/fix: +Send rate as a decimal/);
    expect(stdout).toContain('"cheap"');
  });

  it('grades F, with status 2, what does not answer', async () => {
    await using panel = await loopbackPanel(() => ({ status: 503, body: 'down' }));
    const { code, stdout } = await smmwatch(['check', panel.url, '--json'], { env: { SMMWATCH_KEY: KEY } });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      grade: 'F',
      outcome: { stage: 'http', code: 'server_error' },
    });
  });
});
