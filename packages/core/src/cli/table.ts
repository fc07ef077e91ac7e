/** An aligned table: the last column that may shrink gives way on a narrow terminal. */
import { clean, fit, width } from './terminal.ts';
import type { Paint, Tone } from './terminal.ts';

/** A column: numbers to the right, text to the left. */
export interface Column {
  title: string;
  align?: 'right';
  /** May be shortened to fit the terminal. */
  shrinks?: true;
}

/** A cell: text of whatever origin, cleaned here, with its tone. */
export type Cell = string | { text: string; tone: Tone };

const GAP = '  ';
const SHRUNK_MIN = 12;

/** Lays the rows out under their titles. `columnsMax` is the width of the terminal; absent where nothing need be shortened. */
export function table(columns: Column[], rows: Cell[][], paint: Paint, columnsMax?: number): string {
  const cells = rows.map((row) => row.map((cell) => clean(textOf(cell))));
  const widths = columns.map((column, index) =>
    cells.reduce((widest, row) => Math.max(widest, width(row[index] ?? '')), column.title.length),
  );
  if (columnsMax !== undefined) shrink(columns, widths, columnsMax);

  const line = (texts: string[], tones: Tone[]): string =>
    columns
      .map((column, index) => {
        const text = fit(texts[index] ?? '', widths[index] ?? 0);
        const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(text)));
        const painted = paint(tones[index] ?? 'plain', text);
        return column.align === 'right' ? padding + painted : painted + padding;
      })
      .join(GAP)
      .trimEnd();

  const head = line(
    columns.map((column) => column.title),
    columns.map(() => 'faint'),
  );
  const body = cells.map((texts, at) => line(texts, (rows[at] ?? []).map(toneOf)));
  return `${[head, ...body].join('\n')}\n`;
}

/** Takes what is too much from the shrinking columns, the widest first. */
function shrink(columns: Column[], widths: number[], columnsMax: number): void {
  const total = (): number => widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1);
  for (let excess = total() - columnsMax; excess > 0; excess = total() - columnsMax) {
    const candidates = columns.flatMap((column, index) => (column.shrinks === true ? [index] : []));
    const [widest] = candidates.sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0));
    const current = widest === undefined ? 0 : (widths[widest] ?? 0);
    if (widest === undefined || current <= SHRUNK_MIN) return;
    const next = candidates[1] === undefined ? SHRUNK_MIN : (widths[candidates[1]] ?? 0);
    widths[widest] = Math.max(SHRUNK_MIN, current - excess, Math.min(current - 1, next));
  }
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);
const toneOf = (cell: Cell): Tone => (typeof cell === 'string' ? 'plain' : cell.tone);
