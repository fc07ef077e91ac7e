/** The services that are shown before anybody agrees to anything: enough to see that they were read rightly. */
import type { Catalog, Service } from 'smmwatch';

export type SampleService = Pick<
  Service,
  'id' | 'name' | 'category' | 'orderForm' | 'rate' | 'min' | 'max' | 'description' | 'refill' | 'cancel'
>;

const SHOWN = 20;
const DESCRIPTION_CHARS_MAX = 200;

/** Spread over the whole catalog, in its own order: the first twenty are often all of one kind. */
export function sampleOf({ services }: Catalog): SampleService[] {
  const step = Math.max(1, services.length / SHOWN);
  const picked = Array.from(
    { length: Math.min(SHOWN, services.length) },
    (_, index) => services[Math.floor(index * step)],
  );
  return picked.flatMap((service) => {
    if (service === undefined) return [];
    const { id, name, category, orderForm, rate, min, max, description, refill, cancel } = service;
    const told = description?.slice(0, DESCRIPTION_CHARS_MAX).toWellFormed() ?? null;
    return [{ id, name, category, orderForm, rate, min, max, description: told, refill, cancel }];
  });
}
