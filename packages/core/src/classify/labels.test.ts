import { describe, expect, test } from 'vitest';
import { findCatalogs, type Labelled, readLabels } from '../../test/labels/labels.ts';
import { classify } from './classify.ts';
import type { Facts } from './facts.ts';

const catalogs = findCatalogs();
const reason = 'missing' in catalogs ? ` (skipped: ${catalogs.missing})` : '';

describe.skipIf('missing' in catalogs)(`hand labels of real catalogs${reason}`, () => {
  const rows =
    'missing' in catalogs
      ? []
      : readLabels(catalogs.folder).map((label) => ({ label, facts: classify(label.service) }));
  const parts = {
    tuned: rows.filter((row) => !row.label.heldOut),
    'held out': rows.filter((row) => row.label.heldOut),
  };

  test('there are at least 1,500, a fifth of them held out', () => {
    expect(rows.length).toBeGreaterThanOrEqual(1_500);
    expect(parts['held out'].length).toBeGreaterThan(rows.length / 6);
  });

  test.each(Object.entries(parts))('%s rows: platform, kind and refill are right often enough', (_, part) => {
    expect(share(part, ({ label, facts }) => label.platform === facts.platform)).toBeGreaterThanOrEqual(
      0.985,
    );
    expect(share(part, ({ label, facts }) => label.kind === facts.kind)).toBeGreaterThanOrEqual(0.975);
    expect(
      share(part, ({ label, facts }) => label.refillDays === (facts.attributes.refillDays ?? null)),
    ).toBeGreaterThanOrEqual(0.985);
  });

  test('no refill is read from a promise that is denied', () => {
    const misread = rows.filter(
      ({ label, facts }) => label.refillDays === 0 && (facts.attributes.refillDays ?? 0) > 0,
    );
    expect(misread.map(({ label }) => `${label.folder} ${label.id}`)).toEqual([]);
  });
});

function share<T extends { label: Labelled; facts: Facts }>(rows: T[], isRight: (row: T) => boolean): number {
  return rows.filter(isRight).length / rows.length;
}
