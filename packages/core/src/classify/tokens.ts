/** A text as tokens, in columns. Scans are reused: a catalog has ten thousand names. */

/** Longer texts are cut: what a service is stands at the beginning, and a row may not cost more than that. */
export const SCANNED_CHARACTERS_MAX = 2_000;

/** How far a rule may look beyond the last token. */
export const LOOK_AHEAD = 16;

/** Tokens of one text. */
export interface Scan {
  text: string;
  count: number;
  /** What occurs at all, as the bits of lexicon.ts: lets a rule skip a text that has nothing for it. */
  mask: number;
  /** A number of lexicon.ts; 0 for a word that the vocabulary does not hold. */
  token: Uint16Array;
  /** The value of a number token; of no meaning for others. */
  value: Float64Array;
  /** Where the token stands in the text. */
  from: Uint16Array;
  to: Uint16Array;
  /** Counts brackets, bars and line ends before the token: equal numbers belong together. */
  segment: Uint16Array;
  /** 1 when the token is written directly after the one before it (`R30`, `10K`). */
  glued: Uint8Array;
}

/** A new scan object. */
export function newScan(): Scan {
  const size = SCANNED_CHARACTERS_MAX + LOOK_AHEAD + 1;
  return {
    text: '',
    count: 0,
    mask: 0,
    token: new Uint16Array(size),
    value: new Float64Array(size),
    from: new Uint16Array(size),
    to: new Uint16Array(size),
    segment: new Uint16Array(size),
    glued: new Uint8Array(size),
  };
}

/** A copy of its own size, to be kept. */
export function keepScan(full: Scan): Scan {
  const size = full.count + LOOK_AHEAD;
  return {
    text: full.text,
    count: full.count,
    mask: full.mask,
    token: full.token.slice(0, size),
    value: full.value.slice(0, size),
    from: full.from.slice(0, size),
    to: full.to.slice(0, size),
    segment: full.segment.slice(0, size),
    glued: full.glued.slice(0, size),
  };
}

/** The words of tokens, as the panel wrote them. */
export function wordsOf(scan: Scan, first: number, last: number = first): string {
  return scan.text.slice(scan.from[first] ?? 0, scan.to[last] ?? 0);
}
