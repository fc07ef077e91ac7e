import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { classify, type Spoken } from './classify.ts';
import { KINDS, MODIFIERS, PLATFORMS } from './facts.ts';
import { foldText } from './text.ts';

const words = (
  'Instagram ᴛɢ ТикТок يوتيوب X Max likes Подписчики İzlenme comment على No без Refill Garanti yok R 30 0 10K / day gün ' +
  '- + | [ ] % ♻️ ⛔ 🇹🇷 🇪 авто live Story ضمان 𝟯𝟬 1.5 1,000 drop : \n \u200d \ud83c https://x.y/likes Lifetime Premium account star from'
).split(' ');
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom(...words), { maxLength: 14 })
    .chain((list) => fc.constantFrom(' ', '', ' | ').map((between) => list.join(between))),
);
const row: fc.Arbitrary<Spoken> = fc.record({
  name: text,
  category: fc.option(text),
  network: fc.option(text),
  description: fc.option(text),
  orderForm: fc.option(
    fc.constantFrom('Default', 'Package', 'Custom Comments', 'Subscriptions', 'Poll', 'constructor'),
  ),
});

test('any row is read: known slugs, sound numbers, and the words of each fact stand in their source', () => {
  fc.assert(
    fc.property(row, (service) => {
      const facts = classify(service);
      expect([null, ...PLATFORMS]).toContain(facts.platform);
      expect([null, ...KINDS]).toContain(facts.kind);
      expect(facts.secondaryKind !== null && facts.secondaryKind === facts.kind).toBe(false);
      for (const modifier of facts.modifiers) expect(MODIFIERS).toContain(modifier);
      const {
        refillDays = 0,
        speedPerDay = 0,
        startHours = 0,
        claimedMax = 0,
        dropPercent = 0,
      } = facts.attributes;
      for (const number of [refillDays, speedPerDay, startHours, claimedMax, dropPercent])
        expect(number).toSatisfy((value: number) => value >= 0 && Number.isFinite(value));
      for (const because of Object.values(facts.because)) {
        expect(because.words).not.toBe('');
        expect(service[because.source]).toContain(because.words);
        expect(foldText(service[because.source] ?? '')).toContain(foldText(because.words));
      }
      const known = [facts.platform, facts.kind, facts.secondaryKind].filter((fact) => fact !== null).length;
      expect(Object.keys(facts.because)).toHaveLength(
        known +
          facts.modifiers.length +
          Object.keys(facts.attributes).filter((name) => name !== 'quality').length +
          (facts.attributes.quality ?? []).length,
      );
    }),
    { numRuns: 3_000 },
  );
});

test('a row says the same whatever was read before it', () => {
  fc.assert(
    fc.property(row, row, (first, second) => {
      const alone = JSON.stringify(classify(first));
      classify(second);
      expect(JSON.stringify(classify(first))).toBe(alone);
    }),
  );
});

test('a denied promise is never a refill, whatever stands around it', () => {
  const around = fc.array(
    fc.constantFrom(
      'Fast',
      'Instagram Likes',
      'Max 10K',
      '10K/Day',
      'HQ',
      '🔥',
      'Start 0-1 Hour',
      '365 views',
      'Non Drop',
    ),
    { maxLength: 4 },
  );
  const denied = fc.constantFrom(
    'No Refill',
    'R0',
    'Garantisiz',
    'Telafi yok',
    'Без гарантии',
    'tanpa refill',
    'sem reposição',
    'sin reposición',
    'بدون ضمان',
  );
  fc.assert(
    fc.property(around, denied, around, (before, promise, after) => {
      const name = [...before, promise, ...after].join(' | ');
      expect(
        classify({ name, category: null, network: null, description: null, orderForm: null }).attributes
          .refillDays,
      ).toBe(0);
    }),
  );
});
