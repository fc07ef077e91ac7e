/**
 * How right the classifier is, against the hand labels of packages/core/test/labels:
 *
 *     node --conditions=smmwatch:source scripts/accuracy.ts [--wrong]
 *
 * Prints the accuracy of platform, kind and refill days, tuned and held out rows apart, and the confusions. `--wrong`
 * lists the tuned rows that are wrong; held-out rows are only counted.
 */

import { classify } from 'smmwatch';
import { findCatalogs, type Labelled, readLabels } from '../packages/core/test/labels/labels.ts';

const catalogs = findCatalogs();
if ('missing' in catalogs) {
  console.error(catalogs.missing);
  process.exit(1);
}
const rows = readLabels(catalogs.folder).map((label) => ({ label, facts: classify(label.service) }));

const facts = {
  platform: (row: Row) => [row.label.platform, row.facts.platform],
  kind: (row: Row) => [row.label.kind, row.facts.kind],
  secondaryKind: (row: Row) => [row.label.secondaryKind, row.facts.secondaryKind],
  refillDays: (row: Row) => [row.label.refillDays, row.facts.attributes.refillDays ?? null],
} as const;

interface Row {
  label: Labelled;
  facts: ReturnType<typeof classify>;
}

console.log(
  `${rows.length} labelled rows, ${rows.filter((row) => row.label.heldOut).length} of them held out\n`,
);
for (const [name, read] of Object.entries(facts)) {
  const wrong = rows.filter((row) => differs(read(row)));
  const unknown = wrong.filter((row) => read(row)[1] === null);
  console.log(
    `${name.padEnd(14)} tuned ${percent(wrong, false)}  held out ${percent(wrong, true)}  wrong ${wrong.length}, of them unknown ${unknown.length}`,
  );
}
const denied = rows.filter((row) => row.label.refillDays === 0 && (row.facts.attributes.refillDays ?? 0) > 0);
console.log(`\nrefill read from a denied promise: ${denied.length}`);
for (const [name, read] of Object.entries(facts)) confusions(name, read);

function differs([label, fact]: readonly unknown[]): boolean {
  return label !== fact;
}

function percent(wrong: Row[], heldOut: boolean): string {
  const all = rows.filter((row) => row.label.heldOut === heldOut).length;
  const right = all - wrong.filter((row) => row.label.heldOut === heldOut).length;
  return `${((100 * right) / all).toFixed(2).padStart(6)}%`;
}

function confusions(name: string, read: (row: Row) => readonly unknown[]): void {
  const counts = new Map<string, Row[]>();
  for (const row of rows) {
    const pair = read(row);
    if (!differs(pair) || (row.label.heldOut && process.argv.includes('--wrong'))) continue;
    const key = `${String(pair[0])} read as ${String(pair[1])}`;
    counts.set(key, [...(counts.get(key) ?? []), row]);
  }
  console.log(`\n${name}`);
  for (const [key, wrong] of [...counts].toSorted((a, b) => b[1].length - a[1].length)) {
    console.log(`  ${String(wrong.length).padStart(4)}  ${key}`);
    if (!process.argv.includes('--wrong')) continue;
    for (const { label, facts } of wrong)
      console.log(
        `        ${label.folder.slice(0, 2)} ${label.id} ${label.service.name} <${label.service.category}> ${JSON.stringify(Object.entries(facts.because).find(([fact]) => fact === name)?.[1] ?? null)}`,
      );
  }
}
