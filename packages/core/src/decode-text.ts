/** Bytes to text: what the bytes say goes before what a header claims. */
import type { Finding } from './catalog.ts';
import { finding } from './finding-sentences.ts';

/** What the sender said about the bytes. */
export interface EncodingHints {
  /** The `Content-Type` header. */
  contentType?: string;
  /** A charset known from elsewhere; goes before the header's. */
  charset?: string;
}

/**
 * Decodes a body. In this order: a byte order mark; the zero bytes of UTF-16 without one; valid UTF-8; the charset that
 * is declared; windows-1251 or -1254, guessed from how the high bytes lie. Never fails: what cannot be decoded becomes
 * U+FFFD and a finding.
 */
export function decodeText(bytes: Uint8Array, hints: EncodingHints, findings: Finding[]): string {
  const declared = (hints.charset ?? charsetOf(hints.contentType))?.toLowerCase();
  const unicode = unicodeMark(bytes);
  if (unicode !== undefined) {
    findings.push(unicode.finding);
    return new TextDecoder(unicode.encoding).decode(bytes);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (declared !== undefined && !isUtf8(declared) && bytes.some((byte) => byte > 127)) {
      const values = { encoding: declared };
      findings.push(finding({ code: 'charset_mismatch', severity: 'warning', values }));
    }
    return text;
  } catch {
    return decodeLegacy(bytes, declared, findings);
  }
}

/** Whether a header names an encoding, and not the one that JSON is in. */
export function declaresOtherThanUtf8(contentType: string | undefined): boolean {
  const declared = charsetOf(contentType)?.toLowerCase();
  return declared !== undefined && !isUtf8(declared);
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?([\w.:-]{1,40})/iu.exec(contentType ?? '')?.[1];
}

function isUtf8(label: string): boolean {
  return label === 'utf-8' || label === 'utf8';
}

function unicodeMark(bytes: Uint8Array): { encoding: string; finding: Finding } | undefined {
  const [a, b, c, d] = bytes;
  const mark = (encoding: string) => ({
    encoding,
    finding: finding({
      code: 'byte_order_mark',
      severity: 'info',
      values: { encoding },
      example: [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
    }),
  });
  if (a === 0xef && b === 0xbb && c === 0xbf) return mark('utf-8');
  if (a === 0xff && b === 0xfe) return mark('utf-16le');
  if (a === 0xfe && b === 0xff) return mark('utf-16be');
  const bare = (encoding: string) => ({
    encoding,
    finding: finding({ code: 'not_utf8', severity: 'warning', values: { encoding, declared: false } }),
  });
  // JSON starts with two ASCII characters, or a quote and anything: every second byte of them is zero in UTF-16.
  if (a === 0 && b !== 0 && b !== undefined && (c === 0 || c === undefined)) return bare('utf-16be');
  if (a !== 0 && b === 0 && c !== 0 && (d === 0 || d === undefined)) return bare('utf-16le');
  return undefined;
}

function decodeLegacy(bytes: Uint8Array, declared: string | undefined, findings: Finding[]): string {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  if (declared !== undefined && !isUtf8(declared) && !declared.startsWith('utf-16')) {
    const decoder = decoderFor(declared);
    if (decoder !== undefined) {
      const text = decoder.decode(bytes);
      const values = { encoding: declared, declared: true };
      const example = firstWords(text);
      findings.push(finding({ code: 'not_utf8', severity: 'warning', values, example }));
      return text;
    }
  }
  const shape = highBytes(bytes);
  if (shape.utf8 >= shape.broken) {
    findings.push(finding({ code: 'invalid_utf8', severity: 'warning', count: shape.broken }));
    return lenient;
  }
  // Cyrillic words are whole runs of high bytes; in Western and Turkish text they stand alone between ASCII letters.
  const encoding = shape.broken / Math.max(1, shape.runs) >= 2.5 ? 'windows-1251' : 'windows-1254';
  const text = new TextDecoder(encoding).decode(bytes);
  const example = firstWords(text);
  findings.push(finding({ code: 'charset_guessed', severity: 'warning', values: { encoding }, example }));
  return text;
}

/** The first words with letters beyond ASCII, as they were understood: a reader sees at once whether that was right. */
function firstWords(text: string): string {
  return /[^\s"]*[^\p{ASCII}\uFFFD][^"\\]{0,40}/u.exec(text)?.[0].toWellFormed() ?? '';
}

function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    // A label that nobody knows: the bytes have to speak for themselves.
    return undefined;
  }
}

/** Counts valid UTF-8 sequences, high bytes outside of them, and the runs that those lie in. */
function highBytes(bytes: Uint8Array): { utf8: number; broken: number; runs: number } {
  let utf8 = 0;
  let broken = 0;
  let runs = 0;
  let inRun = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      inRun = false;
      continue;
    }
    const more = byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 ? 2 : 1;
    let follow = 0;
    while (follow < more && ((bytes[at + follow + 1] ?? 0) & 0xc0) === 0x80) follow++;
    if (follow === more && byte >= 0xc2 && byte < 0xf5) {
      utf8++;
      at += more;
      inRun = false;
      continue;
    }
    broken++;
    if (!inRun) runs++;
    inRun = true;
  }
  return { utf8, broken, runs };
}
