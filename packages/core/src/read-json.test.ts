import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Json } from './catalog.ts';
import { BODY_BYTES_MAX, HOLDERS_MAX, NESTING_MAX } from './limits.ts';
import { isFailure } from './post.ts';
import { readJson } from './read-json.ts';
import type { EncodingHints } from './decode-text.ts';

const ROWS = '[{"service":1,"name":"Likes","rate":"0.90"},{"service":2,"name":"Views","rate":"0.10"}]';

function read(text: string, hints: EncodingHints = {}): { value: Json; codes: string[] } {
  const reply = readJson(Buffer.from(text), hints);
  if (isFailure(reply)) throw new Error(`${reply.stage}/${reply.code}`);
  return { value: reply.value, codes: reply.findings.map(({ code }) => code) };
}

function stopped(text: string, hints: EncodingHints = {}): string {
  const reply = readJson(Buffer.from(text), hints);
  return isFailure(reply) ? `${reply.stage}/${reply.code}` : 'read';
}

describe('clean JSON', () => {
  test('is read without a finding', () => {
    expect(read(` \n${ROWS}\n`)).toEqual({ value: JSON.parse(ROWS), codes: [] });
    expect(read('{"balance":"1"}').value).toEqual({ balance: '1' });
  });
});

describe('dirty JSON is recovered and reported', () => {
  test('PHP warnings before the JSON', () => {
    const warning =
      '<br />\n<b>Warning</b>:  Undefined array key [0] "x" {y} in <b>/srv/api.php</b> on line <b>12</b><br />\n';
    expect(read(warning + ROWS)).toEqual({ value: JSON.parse(ROWS), codes: ['dirty_json_prefix'] });
    expect(read(`Deprecated: foo [1] bar\n${ROWS}`, { contentType: 'text/html' }).codes).toEqual([
      'dirty_json_prefix',
    ]);
  });

  test('text after the JSON', () => {
    expect(read(`${ROWS}<!-- 0.05 s -->`)).toEqual({ value: JSON.parse(ROWS), codes: ['dirty_json_suffix'] });
    expect(read(`callback(${ROWS});`).codes).toEqual(['dirty_json_prefix', 'dirty_json_suffix']);
    expect(read(`${ROWS}null`).value).toHaveLength(2);
  });

  test('a warning before an empty list is still an empty list', () => {
    expect(read('Notice: nothing found\n[]').value).toEqual([]);
  });

  test('the longest JSON of several counts', () => {
    expect(read(`{"debug":true}${ROWS}`).value).toHaveLength(2);
  });

  test('lines of one object each are a list', () => {
    const lines = ROWS.slice(1, -1).replace('},{', '}\n{');
    expect(read(lines)).toEqual({ value: JSON.parse(ROWS), codes: ['json_lines'] });
    expect(read(ROWS.slice(1, -1)).value).toEqual(JSON.parse(ROWS));
    expect(read('{"debug":true}\n{"status":"success","data":[1,2]}').value).toEqual({
      status: 'success',
      data: [1, 2],
    });
  });

  test('JSON inside a JSON string', () => {
    expect(read(JSON.stringify(ROWS))).toEqual({ value: JSON.parse(ROWS), codes: ['json_in_string'] });
    expect(read(JSON.stringify(JSON.stringify(ROWS))).value).toHaveLength(2);
  });

  test('an HTML document around the JSON, when most of it is the JSON', () => {
    expect(read(`<html><body>${ROWS}</body></html>`).value).toHaveLength(2);
  });

  test.each([
    ['a trailing comma', '[{"a":1,},]', [{ a: 1 }], 'trailing_comma'],
    ['NaN and Infinity', '[{"a":NaN,"b":-Infinity}]', [{ a: null, b: null }], 'not_a_number'],
    ['words of Python', '[{"a":None,"b":True}]', [{ a: null, b: true }], 'not_a_number'],
    ['raw line breaks in texts', '[{"a":"x\ny\tz"}]', [{ a: 'x\ny\tz' }], 'raw_control_character'],
    ['escapes of nothing', String.raw`[{"a":"it\'s \x"}]`, [{ a: String.raw`it's \x` }], 'bad_escape'],
    ['odd numbers', '[{"a":.5,"b":007,"c":+3}]', [{ a: '.5', b: '007', c: '+3' }], 'odd_number'],
  ])('%s is mended', (_, text, value, code) => {
    expect(read(text)).toEqual({ value, codes: [code] });
  });

  test('a key that stands twice is reported, the last one counts', () => {
    expect(read('[{"id":1,"name":"a","name":"b"}]')).toEqual({
      value: [{ id: 1, name: 'b' }],
      codes: ['duplicate_key'],
    });
  });

  test('halves of characters are replaced', () => {
    const reply = read(String.raw`[{"name":"a\ud83d","other":"\ud83d\ude00"}]`);
    expect(reply).toEqual({ value: [{ name: 'a\ufffd', other: '😀' }], codes: ['lone_surrogate'] });
  });
});

describe('numbers that a double cannot hold', () => {
  test('long ids do not become one', () => {
    const { value, codes } = read(
      '[{"id":9007199254740993,"x":"90071992547409931"},{"id":9007199254740992}]',
    );
    expect(value).toEqual([{ id: '9007199254740993', x: '90071992547409931' }, { id: '9007199254740992' }]);
    expect(codes).toEqual(['long_number']);
  });
});

describe('what cannot be read ends with its own code', () => {
  test('an empty body', () => {
    expect(stopped('')).toBe('body/empty');
    expect(stopped(' \r\n\t')).toBe('body/empty');
    expect(stopped('\ufeff')).toBe('body/empty');
  });

  test('an HTML page, whatever JSON its scripts hold', () => {
    expect(stopped('<!DOCTYPE html><html><head><title>x</title></head><body>Sorry</body></html>')).toBe(
      'json/html',
    );
    const page = `<html><script type="application/ld+json">{"@type":"Organization","name":"x"}</script>${'<p>text</p>'.repeat(20)}</html>`;
    expect(stopped(page)).toBe('json/html');
    expect(stopped('Hello <b>world</b>', { contentType: 'text/html' })).toBe('json/html');
  });

  test('a truncated reply is told from one that never was JSON', () => {
    for (let cut = 12; cut < ROWS.length; cut++) expect(stopped(ROWS.slice(0, cut))).toBe('json/truncated');
    expect(stopped(`<br />Warning: x<br />${ROWS.slice(0, 50)}`)).toBe('json/truncated');
    for (const text of [
      'hello',
      'Array ( [0] => x )',
      'error [5]: {bad}',
      '{',
      '<?xml version="1.0"?><a/>',
      '[} "',
    ]) {
      expect(stopped(text)).toBe('json/not_json');
    }
  });

  test('nesting beyond the limit, without overflowing the stack', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(stopped(nested(NESTING_MAX))).toBe('read');
    expect(stopped(nested(NESTING_MAX + 1))).toBe('json/too_deep');
    expect(stopped(nested(1_000_000))).toBe('json/too_deep');
    expect(stopped('{"a":'.repeat(100_000))).toBe('json/too_deep');
    expect(stopped(`oops ${'[['.repeat(1_000_000)}`)).toBe('json/too_deep');
  });

  test('a body beyond the byte limit', () => {
    const reply = readJson(new Uint8Array(BODY_BYTES_MAX + 1));
    expect(isFailure(reply) ? `${reply.stage}/${reply.code}` : 'read').toBe('body/too_large');
  });

  test('more objects than any catalog has, whole or not, before they fill the memory', () => {
    for (const piece of [
      '{},',
      '[],',
      '{"name":"a"},',
      '{"service":1,"name":"a","rate":1,"min":1,"max":1},',
    ]) {
      expect(stopped(`[${piece.repeat(HOLDERS_MAX)}{}]`)).toBe('body/too_large');
      expect(stopped(`[${piece.repeat(HOLDERS_MAX)}`)).toBe('body/too_large');
    }
  });

  test('a body that is still packed', () => {
    const reply = readJson(gzipSync('[]'));
    expect(isFailure(reply) ? `${reply.stage}/${reply.code}` : 'read').toBe('body/bad_encoding');
  });

  test('the excerpt is short', () => {
    const reply = readJson(Buffer.from('x'.repeat(10_000)));
    expect(isFailure(reply) ? reply.evidence.excerpt?.length : 0).toBe(500);
  });
});

describe('hostile texts end in linear time', () => {
  const hostile: [string, string][] = [
    ['candidates that fail late', '[{"a":1},'.repeat(100_000) + 'x'],
    ['candidates in strings', '"[{'.repeat(300_000)],
    ['objects side by side', '{"a":1}x'.repeat(200_000)],
    ['bad escapes', `["${'\\q'.repeat(500_000)}"]`],
    ['control characters', `["${'\n'.repeat(500_000)}"]`],
    ['digits', '9'.repeat(2_000_000)],
    ['long numbers', `[${'12345678901234567890,'.repeat(100_000)}1]`],
    ['small lists before many spaces', `x${'[1]'.repeat(50_000)}x${' '.repeat(2_000_000)}`],
    ['spaces', `${' '.repeat(2_000_000)}x`],
  ];
  test.each(hostile)('%s', (_, text) => {
    const start = performance.now();
    readJson(Buffer.from(text));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
