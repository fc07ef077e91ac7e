/**
 * The file of a backup: gzip, and in it JSON Lines that any program can read. First the head; then for each table a line
 * `["table", name, columns]` and its rows as objects; last `["end", rows]`, without which the file is not whole.
 */
import { z } from 'zod';

export const FORMAT = 1;

/** A row is an object, so that a line which begins so is none. */
export const MARK = '[';

export const headSchema = z.object({
  smmwatch: z.literal('backup'),
  format: z.number(),
  madeAt: z.string(),
  migrations: z.array(z.string()),
});
export type Head = z.infer<typeof headSchema>;

export const markSchema = z.union([
  z.tuple([z.literal('table'), z.string(), z.array(z.string())]),
  z.tuple([z.literal('end'), z.number()]),
]);
