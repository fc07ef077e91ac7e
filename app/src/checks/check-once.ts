/** One check of one panel, now, by whoever asks for it; a worker elsewhere may be at it already, and then its result counts. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import { findPanel } from '../panels/queries.ts';
import { leasePanel, LEASE_SECONDS } from './lease.ts';
import { recordChecks } from './record-check.ts';
import { runCheck, servicesIn } from './run-check.ts';

export interface CheckEnded {
  ok: boolean;
  /** For people; may quote the panel, so it is to be cleaned for where it is shown. */
  sentence: string;
}

const LOOK_AGAIN_MS = 250;

/** Undefined when there is no such panel. */
export async function checkOnce(deps: Deps, slug: string): Promise<CheckEnded | undefined> {
  const deadline = performance.now() + LEASE_SECONDS * 1000;
  while (performance.now() < deadline) {
    if ((await findPanel(deps.db, slug, 'operator')) === undefined) return undefined;
    const panel = await leasePanel(deps.db, slug);
    if (panel !== undefined) {
      const result = await runCheck(deps, panel, new AbortController().signal);
      const [recorded] = await recordChecks(deps.db, [{ ...result, isOurs: false }]);
      if (recorded?.kind === 'recorded') return describe(slug, result, recorded);
    }
    await sleep(LOOK_AGAIN_MS);
  }
  return {
    ok: false,
    sentence: `Another worker has ${slug} and does not finish; try again in a few minutes.`,
  };
}

function describe(
  slug: string,
  { outcome, reply, durationMs }: Awaited<ReturnType<typeof runCheck>>,
  { changes, quarantined, isHeld }: { changes: number; quarantined: boolean; isHeld: boolean },
): CheckEnded {
  const took = `in ${Math.round(durationMs)} ms`;
  if (outcome.stage !== 'ok')
    return { ok: false, sentence: `${slug}: ${outcome.stage}/${outcome.code} ${took}. ${outcome.message}` };
  if (quarantined) {
    const what = isHeld ? 'which is held until you confirm it' : 'which a second check has to confirm';
    return { ok: true, sentence: `${slug}: ok ${took}; more than half of the catalog is gone, ${what}.` };
  }
  const services = servicesIn(reply);
  if (services === null) return { ok: true, sentence: `${slug}: ok ${took}; the catalog is unchanged.` };
  return {
    ok: true,
    sentence: `${slug}: ok ${took}; ${services} services, ${changes} changes.`,
  };
}
