/**
 * One look, from its key to its report: `balance`, `services`, nothing else, through the door for addresses of strangers. Each stage
 * is written as it begins, for those who follow; the end is one statement that also forgets the key. What fails on our side ends the
 * look as our trouble and is logged by whoever runs it; what fails at the panel is the report.
 */
import { checkPanel, conformance, type Observation } from 'smmwatch';
import type { Deps } from '../deps.ts';
import { knownPanel } from './known-panels.ts';
import { endLook, LOOK_LIMIT_MS, saveStages, type LeasedLook } from './lease-looks.ts';
import { sampleOf } from './sample.ts';
import { stagesOf, type Seen } from './stages.ts';

export type LookDeps = Pick<Deps, 'db' | 'vault' | 'visitorDoor' | 'userAgent'>;

/** Throws what was our own fault, once the look says so. A database that is away is thrown as well: the lease runs out then. */
export async function runLook(deps: LookDeps, look: LeasedLook, stopping: AbortSignal): Promise<void> {
  const { db } = deps;
  const seen: Seen = {
    isHttps: look.apiUrl.startsWith('https:'),
    at: undefined,
    timings: { totalMs: 0 },
    report: undefined,
    isAsked: false,
    sample: undefined,
    known: undefined,
  };
  const progress = progressOf(deps, look, seen);
  const tooLong = AbortSignal.timeout(LOOK_LIMIT_MS);
  try {
    const observed = await ask(deps, look, seen, progress.save, AbortSignal.any([stopping, tooLong]));
    const report = conformance(observed);
    Object.assign(seen, { report, isAsked: true });
    progress.save();
    const { catalog } = observed.services ?? {};
    const sample = catalog === undefined ? null : sampleOf(catalog);
    if (sample !== null) seen.sample = sample.length;
    progress.save();
    const known =
      catalog === undefined
        ? null
        : await knownPanel(db, { urls: urlsOf(look, observed), services: catalog.services });
    seen.known = known;
    await progress.settled();
    await endLook(db, look, { stages: stagesOf(seen), report, sample, known, trouble: null });
  } catch (error) {
    await progress.settled();
    // The next worker begins it anew.
    if (stopping.aborted) throw error;
    const trouble = tooLong.aborted ? 'too_long' : 'ours';
    await endLook(db, look, { stages: stagesOf(seen), report: null, sample: null, known: null, trouble });
    if (trouble === 'ours') throw error;
  }
}

async function ask(
  { vault, visitorDoor, userAgent }: LookDeps,
  { apiUrl, keySealed }: LeasedLook,
  seen: Seen,
  save: () => void,
  signal: AbortSignal,
): Promise<Observation> {
  const key = vault.unseal(keySealed, apiUrl);
  return await checkPanel(
    { url: apiUrl, key },
    {
      post: visitorDoor.postTelling((stage, timings) => {
        seen.at = { stage, timings };
        save();
      }),
      signal,
      userAgent,
      now: () => new Date(),
      onBalance(soFar) {
        seen.timings = soFar.balance.timings ?? seen.at?.timings ?? seen.timings;
        seen.report = conformance(soFar);
        save();
      },
    },
  );
}

/** Where it answered, after redirects. */
function urlsOf({ apiUrl }: LeasedLook, { services }: Observation): string[] {
  return [apiUrl, ...(services?.redirects.slice(-1) ?? [])];
}

/** Writes one at a time, and always the latest: stages that pass faster than the database writes are told together. */
function progressOf(
  { db }: LookDeps,
  look: LeasedLook,
  seen: Seen,
): { save: () => void; settled: () => Promise<void> } {
  let writing: Promise<void> | undefined;
  let isStale = false;
  const write = async (): Promise<void> => {
    do {
      isStale = false;
      // Progress that cannot be written is only not seen; the end says what is wrong.
      await saveStages(db, look, stagesOf(seen)).catch(() => false);
    } while (isStale);
    writing = undefined;
  };
  return {
    save() {
      isStale = true;
      writing ??= write();
    },
    async settled() {
      await writing;
    },
  };
}
