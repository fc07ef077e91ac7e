/** The currencies that real catalogs are in, where these are at hand: told by the size of their rates, whatever was declared. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useWatching } from '../../test/watching.ts';
import { judgePanels } from './judge-panels.ts';
import { CONFIDENCE_MIN } from './judge-currency.ts';
import { panelCurrencies } from './queries.ts';
import { CATALOGS_FOLDER as FOLDER } from '../../../packages/core/test/catalogs-folder.ts';

const CATALOGS = [
  ['01-vexboost-2026-04/services.json', 'RUB'],
  ['02-vexboost-2026-03/services.utf8-bom.json', 'RUB'],
  ['03-smmpanelus/services.json', 'USD'],
  ['05-soc-proof/services.json', 'RUB'],
  ['10-medanpedia-2023/api.json', 'IDR'],
  ['16-subhub-beast8/api.json', 'PKR'],
] as const;

describe.skipIf(!existsSync(FOLDER))(`real catalogs (skipped where ${FOLDER} is absent)`, () => {
  const watching = useWatching();

  it.each(CATALOGS)('%s is in %s', { timeout: 240_000 }, async (path, currency) => {
    const panel = await watching.watch(path, readFileSync(resolve(FOLDER, path)));
    await panel.check();
    const judgedAs = async (declared: string | null, trust: string | null) => {
      await sql`update panels set currency = ${declared}, currency_source = ${declared === null ? null : 'balance'},
        currency_trust = ${trust} where panel_id = ${panel.panelId}`.execute(watching.db);
      await watching.db.transaction().execute(async (tx) => await judgePanels(tx, [panel.panelId]));
      return (await panelCurrencies(watching.db, [panel.panelId])).get(panel.panelId);
    };
    const alone = await judgedAs(null, null);
    expect(alone).toMatchObject({ currency, source: 'size' });
    // A hundred and fifty times the dollar's prices may be Indian as well as Pakistani rupees.
    const isDoubtful = currency === 'PKR';
    expect((alone?.confidence ?? 0) >= CONFIDENCE_MIN).toBe(!isDoubtful);
    expect(alone?.perUsd === null).toBe(isDoubtful);
    // A software that says USD whatever the shop uses changes nothing.
    expect(await judgedAs('USD', 'doubtful')).toMatchObject({ currency });
    expect(await judgedAs('USD', 'code')).toMatchObject({ currency });
    const declared = await judgedAs(currency, 'code');
    expect(declared).toMatchObject({ currency, source: 'balance' });
    expect(declared?.confidence).toBeGreaterThan(0.8);
  });
});
