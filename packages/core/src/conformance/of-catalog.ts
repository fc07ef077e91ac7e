/** What a catalog alone shows of how its API follows the standard: for whoever keeps catalogs and asks no panel again. */
import type { Catalog } from '../catalog.ts';
import { toldOfCatalog, WEIGHT, type ConformanceFinding } from '../conformance.ts';
import type { Transport } from '../request.ts';
import { gradeOf, type Grade } from './grade.ts';
import { aboutCatalog, aboutDialect, aboutTransport } from './own-findings.ts';

/** How a catalog was asked for, and how many rows of it there are: its `services` may be a sample. */
export interface Asked {
  url: string;
  transport: Transport;
  dialect?: string;
  rows: number;
}

/**
 * Grade and findings, worst first. What only the exchange itself shows is not judged: headers, redirects, and the reply to `balance`.
 */
export function catalogConformance(
  catalog: Catalog,
  asked: Asked,
): { grade: Grade; findings: ConformanceFinding[] } {
  const findings = toldOfCatalog(catalog, [
    ...catalog.findings,
    ...aboutTransport(asked.url, asked.transport),
    ...aboutCatalog(catalog),
    ...aboutDialect(asked.dialect),
  ]).sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
  const { grade } = gradeOf({ stage: 'ok', code: 'ok' }, findings, asked.rows);
  return { grade, findings };
}
