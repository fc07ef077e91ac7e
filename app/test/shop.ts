/** A panel that sells what a test says: the demo's real server with catalogs of the test's own. */
import type { Json } from 'smmwatch';
import { inventOne } from '../../demo/invented.ts';
import { startPanel, type Panel } from '../../demo/panel.ts';

/** A row as Perfect Panel writes it. */
export function offer(id: string | number, changes: Record<string, Json> = {}): Json {
  return {
    service: id,
    name: `Instagram Followers ${id}`,
    category: 'Instagram',
    type: 'Default',
    rate: '0.90',
    min: '10',
    max: '10000',
    refill: true,
    cancel: false,
    ...changes,
  };
}

export interface Shop extends Panel {
  /** From the next reply on it sells this; a string is the body itself. */
  sells: (catalog: Json | Buffer) => void;
}

export async function openShop(name: string, catalog: Json | Buffer): Promise<Shop> {
  let step = 0;
  let current = catalog;
  const body = () => (Buffer.isBuffer(current) ? current : Buffer.from(JSON.stringify(current)));
  const { spec } = inventOne({ name }, name);
  const panel = await startPanel({ ...spec, content: { bodyAt: body, halfAt: body } });
  return {
    ...panel,
    sells(next) {
      current = next;
      step += 1;
      panel.setStep(step);
    },
  };
}
