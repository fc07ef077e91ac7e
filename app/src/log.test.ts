import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const KEY = 'k3y-that-must-never-be-read';

/** What a process of its own writes when it logs these calls; the log goes to the real standard error. */
function logged(
  format: 'json' | 'pretty',
  calls: string,
): { text: string; lines: Record<string, unknown>[] } {
  const source = new URL('log.ts', import.meta.url).href;
  const program = `
    const { openLog } = await import(${JSON.stringify(source)});
    const log = openLog({ logLevel: 'info', logFormat: ${JSON.stringify(format)} });
    const KEY = ${JSON.stringify(KEY)};
    ${calls}`;
  const ended = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program],
    {
      encoding: 'utf8',
    },
  );
  expect(ended).toMatchObject({ status: 0, stdout: '' });
  const text = ended.stderr;
  return {
    text,
    lines:
      format === 'json'
        ? text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [],
  };
}

describe('the log', () => {
  it('never holds a key, whichever field of an entry or of an error it came in', () => {
    const { text, lines } = logged(
      'json',
      `log.info({ key: KEY, apiKey: KEY, api_key: KEY, api_token: KEY, token: KEY, secret: KEY, password: KEY, cookie: KEY,
        authorization: KEY, body: 'key=' + KEY, request: { body: KEY, key: KEY, cookie: KEY, authorization: KEY } }, 'asked');
      log.error({ err: Object.assign(new Error('boom'), { key: KEY, body: KEY, token: KEY }) }, 'failed');
      log.error({ err: new Error('outer', { cause: Object.assign(new Error('inner'), { key: KEY, body: KEY }) }) }, 'failed');`,
    );
    expect(text).not.toContain(KEY);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ level: 30, msg: 'asked', key: '[secret]' });
  });

  it('never holds a key in its readable form either', () => {
    const { text } = logged('pretty', `log.warn({ key: KEY, request: { body: KEY } }, 'asked');`);
    expect(text).toContain('asked');
    expect(text).not.toContain(KEY);
  });

  it('is one line an entry in its readable form, whatever the entry holds', () => {
    const { text } = logged('pretty', `log.info({ panel: 'a\\nb', outcome: 'ok', ms: 12 }, 'checked');`);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text).toMatch(/INFO.*checked.*"outcome":"ok"/);
  });

  it('is one JSON object a line with an ISO time, and leaves out what is under its level', () => {
    const { lines } = logged('json', `log.debug('unheard'); log.info({ panel: 'a\\nb' }, 'heard');`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ panel: 'a\nb', msg: 'heard' });
    expect(lines[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});
