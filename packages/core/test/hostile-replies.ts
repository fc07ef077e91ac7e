/** Replies that no honest panel sends: thirty kinds, ten of each, made from a seed, as bytes for a socket. */
import { brotliCompressSync, gzipSync } from 'node:zlib';

export interface HostileReply {
  kind: string;
  /** The kind and its seed. */
  name: string;
  /** What is written, piece by piece; the connection is cut after the last one, or kept open in silence. */
  pieces: Uint8Array[];
  ending: 'close' | 'cut' | 'silence';
}

/** Three hundred of them, always the same. */
export function hostileReplies(): HostileReply[] {
  return Object.entries(KINDS).flatMap(([kind, make]) =>
    Array.from({ length: 10 }, (_, seed) => {
      const made = make(randomFrom(seed + 1));
      return { kind, name: `${kind} ${seed + 1}`, pieces: made.pieces, ending: made.ending ?? 'close' };
    }),
  );
}

type Random = (below: number) => number;
interface Made {
  pieces: Uint8Array[];
  ending?: HostileReply['ending'];
}

const CATALOG = JSON.stringify(
  Array.from({ length: 30 }, (_, at) => ({
    service: at,
    name: `Likes ${at} ✨`,
    category: 'Instagram',
    rate: `0.${at}`,
    min: 10,
    max: 1000,
  })),
);

const KINDS: Record<string, (random: Random) => Made> = {
  'a catalog cut off': (random) => json(CATALOG.slice(0, 1 + random(CATALOG.length - 2))),
  'a catalog with flipped bits': (random) => http(flipped(Buffer.from(CATALOG), random, 20), JSON_HEADERS),
  'a catalog with pieces swapped': (random) => json(shuffled(CATALOG, random)),
  'a catalog with text poured in': (random) => {
    const at = random(CATALOG.length);
    return json(`${CATALOG.slice(0, at)}<b>Fatal error</b>: x in y on line 1\0${CATALOG.slice(at)}`);
  },
  'random bytes as a body': (random) => http(noise(random, 5_000), JSON_HEADERS),
  'random bytes instead of HTTP': (random) => ({ pieces: [noise(random, 2_000)] }),
  'a status line cut off': (random) => ({
    pieces: [Buffer.from('HTTP/1.1 200 OK\r\n'.slice(0, 1 + random(14)))],
  }),
  'headers cut off': (random) => ({
    pieces: [Buffer.from(`HTTP/1.1 200 OK\r\ncontent-type: ${'a'.repeat(random(500))}`)],
  }),
  'headers without end': (random) => ({
    pieces: [
      Buffer.from('HTTP/1.1 200 OK\r\n'),
      ...Array.from({ length: 100 }, (_, n) => Buffer.from(`x-${n}: ${'y'.repeat(1000 + random(1000))}\r\n`)),
    ],
  }),
  'interim replies without end': (random) => ({
    pieces: [Buffer.from('HTTP/1.1 102 Processing\r\n\r\n'.repeat(50 + random(500)))],
    ending: 'silence',
  }),
  'a length that promises too much': (random) =>
    http(Buffer.from('{"balance":"1"}'), { 'content-length': String(16 + random(1_000_000)) }, 'cut'),
  'a length that promises too little': (random) =>
    http(Buffer.from(CATALOG), { 'content-length': String(random(CATALOG.length)) }),
  'two lengths': (random) =>
    http(Buffer.from('{}'), { 'content-length': '2', 'Content-Length': String(3 + random(9)) }),
  'a length that is no number': (random) =>
    http(Buffer.from('{}'), { 'content-length': ['-1', 'NaN', '1e9', '9'.repeat(30)][random(4)] ?? '' }),
  'chunks that lie': (random) => chunked([`${(5 + random(900)).toString(16)}\r\n{"a"`, 'zz\r\nnonsense\r\n']),
  'chunks without end': (random) =>
    chunked(
      Array.from({ length: 20 + random(50) }, () => '1\r\n \r\n'),
      'silence',
    ),
  'a compressed bomb': (random) => http(bomb(26 + random(10)), { 'content-encoding': 'gzip' }),
  'a bomb of the better compressor': (random) => http(bombBr(26 + random(10)), { 'content-encoding': 'br' }),
  'a compressed body cut off': (random) => {
    const packed = gzipSync(CATALOG);
    return http(packed.subarray(0, 20 + random(packed.length - 30)), { 'content-encoding': 'gzip' });
  },
  'a compressed body with flipped bits': (random) =>
    http(flipped(gzipSync(CATALOG), random, 5), { 'content-encoding': 'gzip' }),
  'a body packed twice': (random) =>
    http(gzipSync(gzipSync(CATALOG.slice(random(9)))), { 'content-encoding': 'gzip' }),
  'an encoding of fantasy': (random) =>
    http(Buffer.from(CATALOG), {
      'content-encoding': ['x-none', 'gzip, gzip, gzip', 'compress', '\t'][random(4)] ?? '',
    }),
  'deep nesting': (random) => json((random(2) === 0 ? '[' : '{"a":').repeat(1_000 + random(200_000))),
  'deep nesting that ends': (random) => {
    const depth = 1_000 + random(50_000);
    return json('['.repeat(depth) + ']'.repeat(depth));
  },
  'numbers beyond numbers': (random) =>
    json(
      `[{"service":1,"name":"x","rate":${['NaN', 'Infinity', '1e999', '-0', '9'.repeat(5_000), '0x10'][random(6)] ?? ''},"min":1,"max":2}]`,
    ),
  'keys twice, and keys of the language': (random) =>
    json(
      `[{"service":${random(9)},"service":2,"__proto__":{"polluted":1},"constructor":1,"toString":2,"name":"x","name":"y","rate":"1"}]`,
    ),
  'half characters': (random) =>
    json(String.raw`[{"service":1,"name":"\ud800 ${'\\udfff'.repeat(random(50))}","rate":"1"}]`),
  'a wrong charset': (random) =>
    http(Buffer.from(CATALOG, random(2) === 0 ? 'utf16le' : 'latin1'), {
      'content-type': `application/json; charset=${['utf-7', 'koi8-r', 'x', 'utf-8'][random(4)] ?? ''}`,
    }),
  'a page that never ends its tags': (random) =>
    http(Buffer.from(`<html><title>${'<script><!--'.repeat(1 + random(5_000))}`), {
      'content-type': 'text/html',
    }),
  'errors in errors': (random) =>
    json(`${'{"error":'.repeat(1 + random(60))}"Invalid API key"${'}'.repeat(1 + random(60))}`),
};

const JSON_HEADERS = { 'content-type': 'application/json' };

const json = (body: string): Made => http(Buffer.from(body), JSON_HEADERS);

function http(
  body: Uint8Array,
  headers: Record<string, string>,
  ending: HostileReply['ending'] = 'close',
): Made {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return {
    pieces: [Buffer.from(`HTTP/1.1 200 OK\r\nconnection: close\r\n${lines.join('')}\r\n`), body],
    ending,
  };
}

function chunked(chunks: string[], ending: HostileReply['ending'] = 'close'): Made {
  const head = Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
  return { pieces: [head, ...chunks.map((chunk) => Buffer.from(chunk))], ending };
}

const bombs = new Map<string, Uint8Array>();

function bomb(megabytes: number): Uint8Array {
  return remembered(`gzip ${megabytes}`, () => gzipSync(Buffer.alloc(megabytes << 20, ' ')));
}

function bombBr(megabytes: number): Uint8Array {
  return remembered(`br ${megabytes}`, () =>
    brotliCompressSync(Buffer.alloc(megabytes << 20, ' '), { params: { 1: 1 } }),
  );
}

function remembered(name: string, make: () => Uint8Array): Uint8Array {
  const known = bombs.get(name) ?? make();
  bombs.set(name, known);
  return known;
}

function flipped(bytes: Buffer, random: Random, times: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let n = 0; n < times; n += 1) {
    const at = random(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
  }
  return copy;
}

function shuffled(text: string, random: Random): string {
  const cut = random(text.length);
  const width = random(200);
  return text.slice(cut, cut + width) + text.slice(0, cut) + text.slice(cut + width);
}

function noise(random: Random, lengthBelow: number): Uint8Array {
  return Uint8Array.from({ length: 1 + random(lengthBelow) }, () => random(256));
}

/** A small generator with a seed (xorshift), so that a failure can be met again. */
function randomFrom(seed: number): Random {
  let state = (seed * 2_654_435_769) >>> 0;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return below <= 0 ? 0 : state % below;
  };
}
