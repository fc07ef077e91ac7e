/** What core says about two moments of an invented catalog, held against what was done to it. */
import { diffCatalogs, isFailure, normalize, readJson, type CatalogDiff, type Service } from 'smmwatch';
import { expect, test } from 'vitest';
import { DIALECTS, writeCatalog } from './dialects.ts';
import { INVENTED, invent } from './invented.ts';
import { moveCatalog, startCatalog, type DemoCatalog, type Move } from './moves.ts';

function watched(catalog: DemoCatalog): Service[] {
  const reply = readJson(writeCatalog(DIALECTS.perfect_panel, catalog.rows, 'USD'));
  const read = isFailure(reply) ? reply : normalize(reply.value);
  if (isFailure(read)) throw new Error(read.message);
  return read.services;
}

function told(moves: readonly Move[], kind: Move['move']): string[] {
  return moves.flatMap((move) => (move.move === kind && 'id' in move ? [move.id] : [])).sort();
}

function seen(diff: CatalogDiff, kind: string): string[] {
  return diff.changes.flatMap((change) => (change.kind === kind ? [change.serviceId] : [])).sort();
}

test.each(INVENTED.filter(({ size }) => size > 400 && size < 2_000))(
  'twenty steps of $name are told as they happened',
  (plan) => {
    const { recipe } = invent(plan, 'watched');
    const soldEarlier = new Set<string>();
    let before = startCatalog(recipe);
    for (let step = 1; step <= 20; step += 1) {
      const after = moveCatalog(recipe, before);
      const { moves } = after;
      const diff = diffCatalogs(watched(before), watched(after), { soldEarlier });
      const renumbered = moves.filter((move) => move.move === 'new_id');
      const repricing = moves.find((move) => move.move === 'repricing');
      expect({
        renamed: seen(diff, 'renamed'),
        recategorised: seen(diff, 'recategorised'),
        limits: seen(diff, 'limits'),
        flags: seen(diff, 'flags'),
        restored: seen(diff, 'restored'),
        added: seen(diff, 'added'),
        removed: seen(diff, 'removed'),
        reids: diff.reids.map(({ from, to }) => `${from} > ${to}`).sort(),
        rates: diff.counts.rate + diff.counts.repricing,
        repricings: diff.repricings.length,
        // Rounded rates leave the factor open by a little.
        nearFactors: diff.repricings.filter(
          ({ factor }) => Math.abs(Number(factor) - (repricing?.factor ?? 0)) < 0.005,
        ).length,
      }).toEqual({
        renamed: told(moves, 'renamed'),
        recategorised: told(moves, 'recategorised'),
        limits: told(moves, 'limits'),
        flags: told(moves, 'flags'),
        restored: told(moves, 'restored'),
        added: [...told(moves, 'added'), ...renumbered.map(({ to }) => to)].sort(),
        removed: [...told(moves, 'removed'), ...renumbered.map(({ from }) => from)].sort(),
        reids: renumbered.map(({ from, to }) => `${from} > ${to}`).sort(),
        rates: told(moves, 'rate').length + (repricing?.ids.length ?? 0),
        repricings: repricing ? 1 : 0,
        nearFactors: repricing ? 1 : 0,
      });
      for (const id of [...told(moves, 'removed'), ...renumbered.map(({ from }) => from)])
        soldEarlier.add(id);
      before = after;
    }
  },
);
