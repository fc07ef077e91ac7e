/** How what is kept of a panel's catalog follows the API Standard. No panel is asked. */
import { catalogConformance, type ConformanceFinding, type Grade } from 'smmwatch';
import { findCatalog, firstServices } from '../catalogs/queries.ts';
import type { Database } from '../db/open.ts';
import type { PanelRow } from './queries.ts';

export interface Conformance {
  grade: Grade;
  findings: ConformanceFinding[];
  /** Of the catalog that was judged. */
  readAt: Date;
}

/** Undefined before a catalog was read. */
export async function conformanceOf(
  db: Database,
  { panelId, apiUrl, dialect, transport }: PanelRow,
): Promise<Conformance | undefined> {
  const [catalog, services] = await Promise.all([findCatalog(db, panelId), firstServices(db, panelId)]);
  if (catalog === undefined) return undefined;
  const { fields, unknownFields, notes, findings, wrapper, readAt } = catalog;
  const judged = catalogConformance(
    { services, notes, fields, unknownFields, findings, wrapper },
    {
      url: apiUrl,
      transport: transport ?? 'body',
      ...(dialect === null ? {} : { dialect }),
      rows: catalog.services + notes.length,
    },
  );
  // The address of the API is nobody's business but the operator's.
  const shown = judged.findings.map(({ example, ...finding }) =>
    example === undefined || example.includes(apiUrl) ? finding : { ...finding, example },
  );
  return { grade: judged.grade, findings: shown, readAt };
}
