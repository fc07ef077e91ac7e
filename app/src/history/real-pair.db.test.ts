/** Three weeks of a real panel, from its two stored catalogs, through the real store. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { isFailure, normalize, readJson, type Catalog } from 'smmwatch';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { storeCatalogs } from '../catalogs/store-catalog.ts';
import { differenceOf } from './catalog-at.ts';
import { CATALOGS_FOLDER as FOLDER } from '../../../packages/core/test/catalogs-folder.ts';

describe.skipIf(!existsSync(FOLDER))(`the real pair of catalogs (skipped where ${FOLDER} is absent)`, () => {
  const database = useDatabase();

  function catalogOf(path: string): Catalog {
    const read = readJson(readFileSync(join(FOLDER, path)));
    const catalog = isFailure(read) ? read : normalize(read.value);
    if (isFailure(catalog)) throw new Error(catalog.message);
    return catalog;
  }

  it('is 111 added, 32 removed, a repricing by 1.0504, another by 0.6565, and the rest, told once and for ever', async () => {
    const { rows } = await sql<{ panel_id: number }>`
      insert into panels (slug, name, api_url, key_sealed) values ('pair', 'Pair', 'https://pair.example/', ''::bytea) returning panel_id`.execute(
      database.db,
    );
    const panelId = rows[0]?.panel_id ?? 0;
    const moments = ['2026-03-12T00:00:00Z', '2026-04-02T00:00:00Z'] as const;
    const files = ['02-vexboost-2026-03/services.utf8-bom.json', '01-vexboost-2026-04/services.json'];
    for (const [index, file] of files.entries()) {
      const hash = String(index).padStart(64, '0');
      const read = {
        panelId,
        checkedAt: moments[index] ?? '',
        catalog: catalogOf(file),
        wireHash: hash,
        bodyHash: hash,
      };
      await database.db.transaction().execute(async (tx) => await storeCatalogs(tx, [read]));
    }
    const moved = await sql<{
      came: number;
      went: number;
      repricings: { factor: string; services: number }[];
    }>`
      select added + reidentified as came, removed + reidentified as went, repricings from catalog_moves where panel_id = ${panelId}`.execute(
      database.db,
    );
    expect(moved.rows).toHaveLength(1);
    const [move] = moved.rows;
    expect([move?.came, move?.went]).toEqual([111, 32]);
    expect(move?.repricings.map(({ factor }) => factor)).toEqual(['1.0504', '0.6565']);
    const { diff } = await differenceOf(database.db, panelId, ...moments);
    expect([diff.counts.added, diff.counts.removed]).toEqual([111, 32]);
    expect(diff.repricings.map(({ factor, rates }) => [factor, rates.length])).toEqual(
      move?.repricings.map(({ factor, services }) => [factor, services]),
    );
  });
});
