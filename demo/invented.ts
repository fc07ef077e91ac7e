/** The invented panels: who they are, how they write, and what will go wrong with them. No real shop is meant. */
import type { Currency, Recipe } from './catalog.ts';
import { inventedContent, type DemoContent } from './content.ts';
import { DIALECTS, type DialectName } from './dialects.ts';
import type { PanelSpec } from './panel.ts';
import { randomFrom } from './random.ts';
import type { Language } from './tongues.ts';
import type { PlannedTrouble } from './troubles.ts';

export interface Invented {
  name: string;
  motto: string;
  dialect: DialectName;
  size: number;
  languages: readonly [Language, ...Language[]];
  currency: Currency;
  decimals: number;
  /** What differs from a plain recipe. */
  recipe?: Partial<Recipe>;
  latencyMs?: number;
  troubles?: readonly PlannedTrouble[];
}

/** Steps are half a minute in the demo: ten minutes show every trouble once. */
export const INVENTED: readonly Invented[] = [
  {
    name: 'Lumora Boost',
    motto: 'The wholesale shop for resellers',
    dialect: 'perfect_panel',
    size: 10_000,
    languages: ['en', 'es'],
    currency: 'USD',
    decimals: 4,
    latencyMs: 120,
  },
  {
    name: 'Вершина SMM',
    motto: 'Продвижение без лишних слов',
    dialect: 'smart_panel',
    size: 3_000,
    languages: ['ru', 'en'],
    currency: 'RUB',
    decimals: 2,
    recipe: { look: 'brackets', descriptions: true, headings: '0' },
    latencyMs: 60,
    troubles: [{ trouble: { trouble: 'refused' }, first: 6, steps: 3, every: 60 }],
  },
  {
    name: 'Zirve Medya',
    motto: 'Sosyal medya hizmetleri',
    dialect: 'turkish',
    size: 1_400,
    languages: ['tr', 'en'],
    currency: 'TRY',
    decimals: 2,
    recipe: { descriptions: true, headings: '9999999999999.00' },
    troubles: [{ trouble: { trouble: 'rate_limit' }, first: 9, steps: 2, every: 50 }],
  },
  {
    name: 'Kumpul Sosial',
    motto: 'Layanan media sosial termurah',
    dialect: 'indonesian',
    size: 900,
    languages: ['id', 'en'],
    currency: 'IDR',
    decimals: 0,
    recipe: { descriptions: true },
    troubles: [{ trouble: { trouble: 'slow', ms: 4_000 }, first: 4, steps: 3, every: 40 }],
  },
  {
    name: 'Impulso Pronto',
    motto: 'Seguidores e curtidas em minutos',
    dialect: 'currency_sign',
    size: 650,
    languages: ['pt', 'es'],
    currency: 'BRL',
    decimals: 2,
    troubles: [{ trouble: { trouble: 'html' }, first: 8, steps: 2, every: 45 }],
  },
  {
    name: 'Cima Redes',
    motto: 'Tu panel de confianza',
    dialect: 'by_id',
    size: 1_100,
    languages: ['es', 'pt'],
    currency: 'USD',
    decimals: 3,
    recipe: { look: 'arrows', ids: 'prefixed' },
    troubles: [{ trouble: { trouble: 'half_once' }, first: 5, steps: 1, every: 55 }],
  },
  {
    name: 'نبض السوشيال',
    motto: 'خدمات التواصل الاجتماعي',
    dialect: 'by_category',
    size: 260,
    languages: ['ar', 'en'],
    currency: 'SAR',
    decimals: 4,
    recipe: { headings: 'none' },
  },
  {
    name: 'Nimbus Socials',
    motto: 'An API first, a shop second',
    dialect: 'services_wrapped',
    size: 480,
    languages: ['en'],
    currency: 'EUR',
    decimals: 4,
    recipe: { ids: 'mongo', look: 'dashes', letters: 'bold' },
    troubles: [{ trouble: { trouble: 'status', status: 502 }, first: 11, steps: 2, every: 50 }],
  },
  {
    name: 'Тихая Волна',
    motto: 'Живая аудитория по честной цене',
    dialect: 'value_count',
    size: 780,
    languages: ['ru'],
    currency: 'RUB',
    decimals: 4,
    recipe: { look: 'brackets', letters: 'small_caps', descriptions: true },
    troubles: [{ trouble: { trouble: 'maintenance' }, first: 13, steps: 2, every: 60 }],
  },
  {
    name: 'Orbit Growth',
    motto: 'Growth, delivered',
    dialect: 'standard_aliases',
    size: 350,
    languages: ['en', 'id'],
    currency: 'USD',
    decimals: 3,
    recipe: { descriptions: true },
    troubles: [{ trouble: { trouble: 'dead_key' }, first: 12, steps: 10_000 }],
  },
  {
    name: 'Pixel Harbor',
    motto: 'Calm waters for creators',
    dialect: 'utf16',
    size: 220,
    languages: ['en', 'ru'],
    currency: 'USD',
    decimals: 2,
    troubles: [{ trouble: { trouble: 'truncated' }, first: 10, steps: 2, every: 48 }],
  },
  {
    name: 'Old Mill Panel',
    motto: 'Since before it was cool',
    dialect: 'php_warning',
    size: 540,
    languages: ['en'],
    currency: 'INR',
    decimals: 2,
    recipe: { headings: '0' },
    troubles: [{ trouble: { trouble: 'empty' }, first: 15, steps: 2, every: 52 }],
  },
  {
    name: 'Doorway Media',
    motto: 'Every parameter in the address',
    dialect: 'query_only',
    size: 180,
    languages: ['en', 'es'],
    currency: 'USD',
    decimals: 3,
  },
  {
    name: 'Granite Reach',
    motto: 'Slow, steady, stable',
    dialect: 'body_only',
    size: 30,
    languages: ['en'],
    currency: 'USD',
    decimals: 2,
  },
  {
    name: 'Pasar Ramai',
    motto: 'Harga grosir untuk semua',
    dialect: 'comma_thousands',
    size: 420,
    languages: ['id'],
    currency: 'IDR',
    decimals: 0,
    troubles: [{ trouble: { trouble: 'half' }, first: 14, steps: 10_000 }],
  },
  {
    name: 'Echo Bazaar',
    motto: 'Word gets around',
    dialect: 'service_is_name',
    size: 90,
    languages: ['en', 'ar'],
    currency: 'USD',
    decimals: 4,
    troubles: [{ trouble: { trouble: 'challenge' }, first: 7, steps: 2, every: 44 }],
  },
  {
    name: 'Matryoshka Media',
    motto: 'A box in a box',
    dialect: 'json_in_string',
    size: 130,
    languages: ['ru', 'en'],
    currency: 'RUB',
    decimals: 2,
    troubles: [{ trouble: { trouble: 'cut' }, first: 16, steps: 2, every: 46 }],
  },
  {
    name: 'Copper Lantern',
    motto: 'Small shop, long memory',
    dialect: 'text_behind',
    size: 60,
    languages: ['es', 'en'],
    currency: 'USD',
    decimals: 2,
    troubles: [
      { trouble: { trouble: 'reset' }, first: 5, steps: 2, every: 60 },
      { trouble: { trouble: 'inactive_account' }, first: 17, steps: 3, every: 60 },
    ],
  },
];

/** A small panel for tests, with what matters to the test. Start it with `startPanel(….spec)`. */
export function inventOne(changes: Partial<Invented> = {}, seed = 'one'): ReturnType<typeof invent> {
  const plain: Invented = {
    name: 'Corner Shop',
    motto: 'A little of everything',
    dialect: 'perfect_panel',
    size: 30,
    languages: ['en'],
    currency: 'USD',
    decimals: 2,
  };
  return invent({ ...plain, ...changes }, seed);
}

/** What a panel of the table is with this seed. */
export function invent(
  plan: Invented,
  seed: string,
): { spec: PanelSpec & { content: DemoContent }; recipe: Recipe; troubles: readonly PlannedTrouble[] } {
  const own = `${seed} ${plan.name}`;
  const random = randomFrom(own, 'recipe');
  const recipe: Recipe = {
    seed: own,
    size: plan.size,
    languages: plan.languages,
    currency: plan.currency,
    decimals: plan.decimals,
    ids: 'number',
    look: 'pipes',
    letters: 'plain',
    headings: random.pick(['0', '9999999999999.00', 'none']),
    descriptions: false,
    markup: 0.8 + random.next() * 0.9,
    ...plan.recipe,
  };
  const dialect = DIALECTS[plan.dialect];
  return {
    recipe,
    troubles: plan.troubles ?? [],
    spec: {
      name: plan.name,
      seed: own,
      dialect,
      content: inventedContent(recipe, dialect),
      currency: plan.currency,
      motto: plan.motto,
      ...(plan.latencyMs === undefined ? {} : { latencyMs: plan.latencyMs }),
    },
  };
}
