/**
 * A body as it comes off the wire: counted, hashed, and kept in one growing piece. A hostile server that sends
 * single bytes would otherwise cost an object of two hundred bytes for each.
 */
import { createHash } from 'node:crypto';

/** Bytes that wait to be hashed together: a call into the hash for each chunk costs more than the hashing. */
const HASH_BATCH_BYTES = 64 * 1024;

/**
 * A body of n bytes may come in n / 32 pieces and this many more: a server that flushes every token of its JSON is
 * clumsy, one that sends megabytes byte by byte wants our time. A hundred thousand pieces cost a tenth of a second.
 */
const PIECES_FREE = 100_000;
const BYTES_PER_PIECE_MIN = 32;

export interface Body {
  /** Takes a piece; says why there must be no more. */
  add: (piece: Buffer) => 'too_large' | 'too_many_pieces' | null;
  finish: () => WholeBody;
}

export interface WholeBody {
  bytes: Buffer;
  /** SHA-256, lower-case hex. */
  hash: string;
  /** Lends the memory to the bodies that come next: `bytes` is not to be touched again. */
  discard: () => void;
}

/**
 * Memory of bodies that nobody wanted to read, as most are what they were before. Taking it from the system and giving it back for
 * each of them kept the collector busy for a tenth of a check.
 */
const spare: Buffer[] = [];
const SPARE_MAX = 16;
const PIECE_BYTES = 64 * 1024;
/** Larger ones are rare. */
const SPARE_BYTES_MAX = 1024 * 1024;

/** At least so many bytes, with anything in them. */
function takeMemory(bytes: number): Buffer {
  const at = spare.findIndex((each) => each.length >= bytes);
  const [found] = at === -1 ? [] : spare.splice(at, 1);
  return found ?? Buffer.allocUnsafeSlow(Math.max(1, Math.ceil(bytes / PIECE_BYTES)) * PIECE_BYTES);
}

function giveMemoryBack(memory: Buffer): void {
  if (memory.length <= SPARE_BYTES_MAX && spare.length < SPARE_MAX) spare.push(memory);
}

const BELIEVED_BYTES_MAX = 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/** `expectedBytes` is what the server announced, at most `bytesMax`; not believed beyond the first megabyte. */
export function createBody(bytesMax: number, expectedBytes: number): Body {
  let kept = takeMemory(Math.min(expectedBytes, BELIEVED_BYTES_MAX));
  let length = 0;
  let hashed = 0;
  let pieces = 0;
  const hash = createHash('sha256');

  function grow(neededBytes: number): void {
    const larger = takeMemory(Math.min(Math.max(neededBytes, kept.length * 2), bytesMax));
    kept.copy(larger, 0, 0, length);
    giveMemoryBack(kept);
    kept = larger;
  }

  return {
    add(piece) {
      const lengthAfter = length + piece.length;
      if (lengthAfter > bytesMax) return 'too_large';
      pieces += 1;
      if (pieces > PIECES_FREE + lengthAfter / BYTES_PER_PIECE_MIN) return 'too_many_pieces';
      if (lengthAfter > kept.length) grow(lengthAfter);
      piece.copy(kept, length);
      length = lengthAfter;
      if (length - hashed >= HASH_BATCH_BYTES) {
        hash.update(kept.subarray(hashed, length));
        hashed = length;
      }
      return null;
    },
    finish() {
      hash.update(kept.subarray(hashed, length));
      const discard = (): void => {
        giveMemoryBack(kept);
        kept = NOTHING;
      };
      return { bytes: kept.subarray(0, length), hash: hash.digest('hex'), discard };
    },
  };
}
