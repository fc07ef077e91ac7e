/** What a panel has to say at each step: an invented catalog that moves, or stored replies served as they are. */
import { startCatalog, moveCatalog, type DemoCatalog } from './moves.ts';
import type { Recipe } from './catalog.ts';
import { writeCatalog, type Dialect } from './dialects.ts';

/** The body of the reply to `services`, before compression. Steps are asked for in any order; forward is cheap. */
export interface Content {
  bodyAt: (step: number) => Buffer;
  /** The same with more than half of its rows missing. */
  halfAt: (step: number) => Buffer;
}

export interface DemoContent extends Content {
  catalogAt: (step: number) => DemoCatalog;
}

export function inventedContent(recipe: Recipe, dialect: Dialect): DemoContent {
  let current = startCatalog(recipe);
  function catalogAt(step: number): DemoCatalog {
    if (step < current.step) current = startCatalog(recipe);
    while (current.step < step) current = moveCatalog(recipe, current);
    return current;
  }
  return {
    catalogAt,
    bodyAt: (step) => writeCatalog(dialect, catalogAt(step).rows, recipe.currency),
    halfAt(step) {
      const { rows } = catalogAt(step);
      return writeCatalog(dialect, rows.slice(0, Math.floor(rows.length * 0.4)), recipe.currency);
    },
  };
}

/** Stored replies in their order; the last one stays. Bytes are served as they are stored. */
export function storedContent(moments: readonly [Buffer, ...Buffer[]]): Content {
  function bodyAt(step: number): Buffer {
    return moments[Math.min(step, moments.length - 1)] ?? moments[0];
  }
  return { bodyAt, halfAt: bodyAt };
}
