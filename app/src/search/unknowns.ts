/**
 * What to teach the vocabulary next: services whose platform or kind nobody understood, by the words that they share. Read are the
 * rows of the index of pairs of platform and kind that are unknown, up to a limit, whatever the number of services.
 */
import { sql } from 'kysely';
import { PLATFORMS, unknownWords, type UnknownWord } from 'smmwatch';
import type { Database } from '../db/open.ts';
import { UNKNOWN } from './terms.ts';

/** A row that was not understood. */
export interface UnknownService {
  panelSlug: string;
  panelName: string;
  serviceId: string;
  name: string;
  category: string | null;
  network: string | null;
  description: string | null;
  orderForm: string | null;
  platform: string;
  kind: string;
}

/** Rows that share a word that the vocabulary does not hold, with some of them and how many panels sell such. */
export interface UnknownGroup extends Omit<UnknownWord, 'examples'> {
  examples: UnknownService[];
  panels: { slug: string; name: string }[];
}

export interface Unknowns {
  /** The largest groups first. */
  groups: UnknownGroup[];
  read: number;
  /** There are more rows than were read. */
  isCut: boolean;
}

/** Each is classified once more: some twenty microseconds. */
export const ROWS_READ = 5000;
const GROUPS_SHOWN = 100;
const EXAMPLES_SHOWN = 3;

export async function unknownServices(db: Database): Promise<Unknowns> {
  const rows = await readRows(db);
  const read = rows.slice(0, ROWS_READ);
  const groups = unknownWords(read)
    .slice(0, GROUPS_SHOWN)
    .map(({ examples, ...group }) => {
      const services = examples.flatMap((at) => read[at] ?? []);
      const panels = new Map(services.map(({ panelSlug, panelName }) => [panelSlug, panelName]));
      return {
        ...group,
        examples: services.slice(0, EXAMPLES_SHOWN),
        panels: [...panels].map(([slug, name]) => ({ slug, name })),
      };
    });
  return { groups, read: read.length, isCut: rows.length > ROWS_READ };
}

/** The kinds of an unknown platform and the platforms of an unknown kind are parts of one index: each is read as far as needed. */
async function readRows(db: Database): Promise<UnknownService[]> {
  const { rows } = await sql<UnknownService>`
    with keys as (
      select * from (
        (select panel_id, service_id from service_facts where platform = ${UNKNOWN} limit ${ROWS_READ + 1})
        union all
        (select panel_id, service_id from service_facts where platform = any(${[...PLATFORMS]}::text[]) and kind = ${UNKNOWN}
          limit ${ROWS_READ + 1})
      ) one limit ${ROWS_READ + 1}
    )
    select p.slug as "panelSlug", p.name as "panelName", v.service_id as "serviceId", v.name, v.category, v.network, v.description,
      v.order_form as "orderForm", f.platform, f.kind
    from keys
    join service_facts f on f.panel_id = keys.panel_id and f.service_id = keys.service_id
    join services v on v.panel_id = keys.panel_id and v.service_id = keys.service_id
    join panels p on p.panel_id = keys.panel_id`.execute(db);
  return rows;
}
