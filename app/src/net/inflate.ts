/**
 * From the bytes on the wire to the bytes that were meant, at most two encodings deep. zlib inflates piece by piece
 * in its own threads and stops at the limit, so a bomb costs one limit of memory and no time of the event loop.
 */
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { failure, largerThan, type Failure } from 'smmwatch';
import { failureAt, systemCode } from './failures.ts';

/** Servers behind a compressing proxy sometimes compress twice; nobody does it three times with good intent. */
const ENCODINGS_MAX = 2;

/** RFC 9659: a decoder of `Content-Encoding: zstd` need not support more than 8 MB of window. */
const ZSTD_WINDOW_LOG_MAX = 23;

/**
 * Each piece of output costs a thread hop: one piece halves the time that 650 KB take with pieces of 128 KB. gzip ends with the length
 * of what it holds; of others, catalogs shrink to a tenth, and twelve times the wire is nearly always one piece.
 */
const CHUNK_BYTES_MIN = 64 * 1024;
const CHUNK_BYTES_MAX = 2 * 1024 * 1024;
const INFLATION = 12;

type Inflater = (bytes: Buffer, bytesMax: number) => Promise<Buffer>;

const gunzip = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gunzip);
const inflateZlib = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflate);
const inflateRaw = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);
const brotli = promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress);
const zstd = promisify<Buffer, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress);

const limits = (wire: Buffer, bytesMax: number, expectedBytes = wire.length * INFLATION) => ({
  maxOutputLength: bytesMax,
  chunkSize: Math.min(Math.max(expectedBytes, CHUNK_BYTES_MIN), CHUNK_BYTES_MAX),
});

/** RFC 1952, ISIZE, and a byte more: zlib asks for another piece where one was filled. It may be a lie. */
function gzipLength(wire: Buffer): number {
  return wire.length < 4 ? 0 : wire.readUInt32LE(wire.length - 4) + 1;
}

const gzip: Inflater = (bytes, bytesMax) => gunzip(bytes, limits(bytes, bytesMax, gzipLength(bytes)));

const INFLATERS: Record<string, Inflater> = {
  gzip,
  'x-gzip': gzip,
  // RFC 9110 means zlib's format by "deflate"; servers that send the bare stream are so common that browsers take both.
  deflate: (bytes, bytesMax) =>
    (hasZlibHeader(bytes) ? inflateZlib : inflateRaw)(bytes, limits(bytes, bytesMax)),
  br: (bytes, bytesMax) => brotli(bytes, limits(bytes, bytesMax)),
  zstd: (bytes, bytesMax) =>
    zstd(bytes, {
      ...limits(bytes, bytesMax),
      params: { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG_MAX },
    }),
};

/** Undoes `Content-Encoding`, last applied first. Neither a step nor the end may exceed `bytesMax`. */
export async function inflate(
  wire: Buffer,
  contentEncoding: string | undefined,
  bytesMax: number,
): Promise<Buffer | Failure> {
  const encodings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== '' && encoding !== 'identity');
  if (wire.length === 0) return wire;
  if (encodings.length > ENCODINGS_MAX) return badEncoding(encodings);

  let bytes = wire;
  for (const encoding of encodings.toReversed()) {
    const inflater = Object.hasOwn(INFLATERS, encoding) ? INFLATERS[encoding] : undefined;
    if (inflater === undefined) return badEncoding(encodings);
    try {
      bytes = await inflater(bytes, bytesMax);
    } catch (error) {
      return inflateFailure(error, encodings, bytesMax);
    }
  }
  return isStillPacked(bytes) ? badEncoding(encodings) : bytes;
}

/** Smaller ones may share their memory with others. */
const GIVEN_BACK_BYTES_MIN = 256 * 1024;

/** Gives memory back at once: left to the collector, bodies that nobody needs any longer made it run seven times as often. */
export function giveBack({ buffer }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength >= GIVEN_BACK_BYTES_MIN) buffer.transfer(0);
}

/** Packed once more than the header says. gzip and zstd begin with bytes that no text has. */
function isStillPacked(bytes: Buffer): boolean {
  return bytes.length >= 4 && (bytes.readUInt16BE(0) === 0x1f8b || bytes.readUInt32LE(0) === 0xfd2fb528);
}

/** How decoders say that the bytes end before the stream does; brotli and zstd say it with zlib's code, too. */
const ENDED_EARLY = 'Z_BUF_ERROR';

/** zlib's, brotli's and zstd's words for bytes that they cannot read. */
const DECODER_ERROR = /^(?:Z_DATA_ERROR|Z_NEED_DICT|Z_STREAM_ERROR|ERR__|ZSTD_error)/;

function inflateFailure(error: unknown, encodings: string[], bytesMax: number): Failure {
  const code = systemCode(error);
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(bytesMax);
  if (code === ENDED_EARLY)
    return failureAt('body', 'truncated', `content-encoding: ${encodings.join(', ')}`);
  if (DECODER_ERROR.test(code)) return badEncoding(encodings);
  throw error;
}

/** Core's sentence names its own limit; this site's may be another. */
export function tooLarge(bytesMax: number): Failure {
  return failure('body', 'too_large', { evidence: { because: largerThan(bytesMax) } });
}

function badEncoding(encodings: string[]): Failure {
  return failureAt(
    'body',
    'bad_encoding',
    `content-encoding: ${encodings.join(', ').slice(0, 100) || 'none'}`,
  );
}

function hasZlibHeader(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}
