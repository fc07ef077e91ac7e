/** Where a page of a list ends: the sort key of its last row, opaque to visitors. Stable while rows come and go. */
import { z } from 'zod';

/** Type of a part of a sort key, as SQL names it. */
export type CursorType = keyof typeof PARTS;
/** The parts as the database wrote them. */
export type Cursor = string[];

const PARTS = {
  timestamptz: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/)
    .refine((text) => !Number.isNaN(Date.parse(text.replace(/([+-]\d\d)$/, '$1:00')))),
  bigint: z.string().regex(/^-?\d{1,18}$/),
  numeric: z.string().regex(/^-?\d{1,40}(\.\d{1,40})?$/),
  // PostgreSQL has no character NUL.
  text: z
    .string()
    .max(1000)
    .refine((text) => !text.includes('\0')),
};

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Undefined for anything that was not made for this order: the list then starts from its beginning. */
export function decodeCursor(text: string | undefined, types: readonly CursorType[]): Cursor | undefined {
  if (text === undefined || text.length > 3000) return undefined;
  try {
    const parts = z
      .array(z.string())
      .length(types.length)
      .parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return types.map((type, index) => PARTS[type].parse(parts[index]));
  } catch {
    return undefined;
  }
}
