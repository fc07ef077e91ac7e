/** What commands built on this package share with its own: where a key comes from, and how a table looks on a terminal. */
export { readKey } from './cli/key.ts';
export { table } from './cli/table.ts';
export type { Cell, Column } from './cli/table.ts';
export { clean, painter } from './cli/terminal.ts';
export { UsageError } from './cli/usage.ts';
