/**
 * Normalising and classifying a catalog, beside decoding the same bytes and `JSON.parse`. Run it with
 *
 *     node --conditions=smmwatch:source packages/core/bench/classify.ts [catalog.json ...]
 *
 * Without files it reads the catalogs that the labels were made from. Aim: at most 3 times the parse.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify, isFailure, normalize, readJson } from 'smmwatch';
import { findCatalogs } from '../test/labels/labels.ts';

const ROUNDS = 15;

/** One catalog measured: milliseconds of the fastest round, and how often the parse fits into the rest. */
export interface ClassifyMeasure {
  file: string;
  services: number;
  parseMs: number;
  normalizeMs: number;
  classifyMs: number;
  ratio: number;
}

/** Measures one stored catalog. */
export function measureClassify(file: string): ClassifyMeasure {
  const bytes = readFileSync(file);
  const encoding = bytes[0] === 0xff ? 'utf-16le' : 'utf-8';
  const read = readJson(bytes);
  if (isFailure(read)) throw new Error(`${file} is no catalog`);
  const catalog = normalize(read.value);
  if (isFailure(catalog)) throw new Error(`${file} is no catalog`);
  const parseMs = fastest(() => JSON.parse(new TextDecoder(encoding).decode(bytes)));
  const normalizeMs = fastest(() => normalize(read.value));
  const classifyMs = fastest(() => catalog.services.map(classify));
  return {
    file,
    services: catalog.services.length,
    parseMs,
    normalizeMs,
    classifyMs,
    ratio: (normalizeMs + classifyMs) / parseMs,
  };
}

function fastest(work: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const before = performance.now();
    work();
    best = Math.min(best, performance.now() - before);
  }
  return best;
}

function storedCatalogs(): string[] {
  const catalogs = findCatalogs();
  if ('missing' in catalogs) throw new Error(catalogs.missing);
  return readdirSync(catalogs.folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .toSorted()
    .map((path) => join(catalogs.folder, path));
}

if (import.meta.main) {
  const files = process.argv.slice(2);
  for (const measure of (files.length > 0 ? files : storedCatalogs()).map(measureClassify)) {
    const each = (ms: number): string => `${((1_000 * ms) / measure.services).toFixed(2)} µs`;
    console.log(
      `${measure.file.split('/').slice(-2).join('/').padEnd(50)} ${measure.services} services  parse ${each(measure.parseMs)}  normalize ${each(measure.normalizeMs)}  classify ${each(measure.classifyMs)}  ratio ${measure.ratio.toFixed(2)}`,
    );
  }
}
