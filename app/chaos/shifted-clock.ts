/** Preloaded into a process (`--import`): its clock is wrong by CLOCK_SHIFT_MS, as on a machine whose time was never set. */

const shiftMs = Number(process.env['CLOCK_SHIFT_MS'] ?? '0');

globalThis.Date = new Proxy(Date, {
  construct(real, args: unknown[], newTarget) {
    const made: Date = Reflect.construct(real, args.length === 0 ? [real.now() + shiftMs] : args, newTarget);
    return made;
  },
  get(real, name, receiver) {
    return name === 'now' ? () => real.now() + shiftMs : Reflect.get(real, name, receiver);
  },
});
