import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { isFailure } from 'smmwatch';
import { describe, expect, test } from 'vitest';
import { inflate } from './inflate.ts';

const TEXT = Buffer.from(
  JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id, name: `Подписчики ${id}` }))),
);
const MAX = 1024 * 1024;
const PACKERS: Array<[string, (bytes: Buffer) => Buffer]> = [
  ['gzip', (bytes) => gzipSync(bytes)],
  ['x-gzip', (bytes) => gzipSync(bytes)],
  ['deflate', (bytes) => deflateSync(bytes)],
  ['deflate', (bytes) => deflateRawSync(bytes)],
  ['br', (bytes) => brotliCompressSync(bytes)],
  ['zstd', (bytes) => zstdCompressSync(bytes)],
];

async function endOf(wire: Buffer, encoding: string | undefined, bytesMax = MAX): Promise<string> {
  const end = await inflate(wire, encoding, bytesMax);
  return isFailure(end) ? `${end.stage}/${end.code}` : end.toString();
}

describe('a compressed body', () => {
  test.each(PACKERS)('in %s comes out as it went in', async (encoding, pack) => {
    expect(await endOf(pack(TEXT), encoding.toUpperCase())).toBe(TEXT.toString());
  });

  test.each(PACKERS)('in %s within any other is undone in turn', async (inner, packInner) => {
    for (const [outer, packOuter] of PACKERS)
      expect(await endOf(packOuter(packInner(TEXT)), `${inner}, ${outer}`)).toBe(TEXT.toString());
  });

  test.each(PACKERS)('in %s that breaks off is truncated', async (encoding, pack) => {
    const packed = pack(TEXT);
    for (const length of [1, Math.floor(packed.length / 2), packed.length - 9])
      expect(await endOf(packed.subarray(0, length), encoding)).toBe('body/truncated');
  });

  test.each(PACKERS)('in %s that would inflate beyond the limit is refused', async (encoding, pack) => {
    expect(await endOf(pack(Buffer.alloc(MAX + 1, 'a')), encoding)).toBe('body/too_large');
    expect(await endOf(pack(Buffer.alloc(MAX, 'a')), encoding)).toBe('a'.repeat(MAX));
  });

  test('in gzip of several members is all of them, however short the last is', async () => {
    const members = [gzipSync(Buffer.alloc(MAX / 2, 'a')), gzipSync(TEXT), gzipSync('.')];
    expect(await endOf(Buffer.concat(members), 'gzip')).toBe(`${'a'.repeat(MAX / 2)}${TEXT.toString()}.`);
  });

  test('that is plain in spite of its header is refused', async () => {
    for (const encoding of ['gzip', 'br', 'zstd'])
      expect(await endOf(TEXT, encoding)).toBe('body/bad_encoding');
  });

  test('that is packed without a header that says so is refused', async () => {
    expect(await endOf(gzipSync(TEXT), undefined)).toBe('body/bad_encoding');
    expect(await endOf(gzipSync(zstdCompressSync(TEXT)), 'gzip')).toBe('body/bad_encoding');
  });

  test.each(['compress', 'lzma', 'gzip, gzip, gzip', '__proto__', 'constructor', 'aes128gcm', 'gzip;q=1'])(
    'in an encoding that nobody asked for is refused: %s',
    async (encoding) => {
      expect(await endOf(gzipSync(TEXT), encoding)).toBe('body/bad_encoding');
    },
  );

  test('asks for no more memory than RFC 9659 grants zstd', async () => {
    const params = { [constants.ZSTD_c_windowLog]: 26, [constants.ZSTD_c_enableLongDistanceMatching]: 1 };
    const greedy = zstdCompressSync(Buffer.alloc(64 * MAX), { params });
    expect(await endOf(greedy, 'zstd', 100 * MAX)).toBe('body/bad_encoding');
  });

  test('may be empty, and may be called identity', async () => {
    expect(await endOf(Buffer.alloc(0), 'gzip')).toBe('');
    expect(await endOf(TEXT, undefined)).toBe(TEXT.toString());
    expect(await endOf(TEXT, 'identity')).toBe(TEXT.toString());
    expect(await endOf(gzipSync(TEXT), 'identity, gzip')).toBe(TEXT.toString());
  });
});
