/**
 * The fleet: many invented panels, each in its own dialect, size and language, that move in steps. A step
 * is a number, and everything that a panel says follows from the seed and that number; only the clock that counts
 * steps is real, and tests count for themselves.
 */
import { invent, INVENTED, type Invented } from './invented.ts';
import { startPanel, type Panel, type PanelSpec } from './panel.ts';
import { tellTrouble, troubleAt, type PlannedTrouble } from './troubles.ts';
import { DIALECTS, type Dialect } from './dialects.ts';
import { readStoredPanels, type StoredPanel } from './stored.ts';

export interface FleetOptions {
  seed: string;
  /** How many of the invented panels; all when absent. */
  panels?: number;
  /** Milliseconds between steps; 0 leaves the steps to the caller. */
  stepMs?: number;
  /** Serve what is stored in this folder instead of inventing. */
  catalogsDir?: string;
  /** Panels listen at this port and those behind it, so that a kept site finds them again; any free ones when absent. */
  firstPort?: number;
  /** What happens to the fleet, a line each, for people. */
  tell?: (line: string) => void;
}

export interface FleetPanel {
  name: string;
  website: string;
  apiUrl: string;
  key: string;
  intervalSeconds: number;
  about: string;
  panel: Panel;
  /** What will go wrong, and when. */
  troubles: readonly PlannedTrouble[];
}

/** Milliseconds from the start of a fleet with a clock until this panel of it takes that step. */
export function stepAfterMs(fleet: Fleet, member: FleetPanel, step: number, stepMs: number): number {
  return (step - 1) * stepMs + ((fleet.panels.indexOf(member) + 1) * stepMs) / fleet.panels.length;
}

export interface Fleet {
  panels: readonly FleetPanel[];
  /** Settles when every panel has arrived there. */
  setStep: (step: number) => Promise<void>;
  close: () => Promise<void>;
}

export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { seed, firstPort, catalogsDir } = options;
  const starting = catalogsDir
    ? readStoredPanels(catalogsDir, options.tell).map((stored) => planStored(stored, seed))
    : INVENTED.slice(0, options.panels).map((plan) => planInvented(plan, seed));
  const panels = await Promise.all(
    starting.map((plan, index) => startMember(plan, firstPort === undefined ? 0 : firstPort + index)),
  );
  const tell = options.tell ?? (() => {});
  const steps = new Map(panels.map((member) => [member, 0]));
  let moving: Promise<unknown> = Promise.resolve();

  async function move(member: FleetPanel, next: number): Promise<void> {
    const before = troubleAt(member.troubles, steps.get(member) ?? 0);
    const after = troubleAt(member.troubles, next);
    steps.set(member, next);
    member.panel.setStep(next);
    if (before === after) return;
    await member.panel.setTrouble(after);
    tell(`${member.name} ${tellTrouble(after)}`);
  }
  // One after another: ports close and open again, in order.
  async function queue(work: () => Promise<void>): Promise<void> {
    const before = moving;
    const done = before.then(work);
    moving = done.catch(() => {});
    await done;
  }
  const stepMs = options.stepMs ?? 0;
  const clock = stepMs > 0 ? startClock(stepMs) : undefined;

  /** Every panel in its own moment of the step: real shops do not change their prices on the same second. */
  function startClock(stepMs: number): NodeJS.Timeout {
    let turn = 0;
    return setInterval(() => {
      const member = panels[turn % panels.length];
      const next = Math.floor(turn / panels.length) + 1;
      turn += 1;
      if (!member) return;
      queue(() => move(member, next)).catch((error: unknown) =>
        tell(`${member.name} is stuck: ${String(error)}`),
      );
    }, stepMs / panels.length);
  }
  return {
    panels,
    setStep: (step) =>
      queue(async () => {
        for (const member of panels) await move(member, step);
      }),
    async close() {
      clearInterval(clock);
      await moving;
      await Promise.all(panels.map(({ panel }) => panel.close()));
    },
  };
}

interface MemberPlan {
  spec: PanelSpec;
  troubles: readonly PlannedTrouble[];
  about: string;
}

function planInvented(plan: Invented, seed: string): MemberPlan {
  const { spec, troubles } = invent(plan, seed);
  return { spec, troubles, about: `${plan.size} services, ${DIALECTS[plan.dialect].about}` };
}

function planStored({ name, content, moments }: StoredPanel, seed: string): MemberPlan {
  // Nobody stored what `balance` said: which currency these rates are in is not ours to invent.
  const dialect: Dialect = { ...DIALECTS.perfect_panel, balance: (amount) => ({ balance: amount }) };
  return {
    spec: { name, seed: `${seed} ${name}`, dialect, content, currency: '' },
    troubles: [],
    about: moments === 1 ? 'one stored catalog' : `${moments} stored moments`,
  };
}

async function startMember({ spec, troubles, about }: MemberPlan, port: number): Promise<FleetPanel> {
  const panel = await startPanel({ ...spec, port });
  const { name, website, url, key } = panel;
  return { name, website, apiUrl: url, key, intervalSeconds: 15, about, panel, troubles };
}
