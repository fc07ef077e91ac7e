import { describe, expect, test } from 'vitest';
import type { FieldMeaning } from './catalog.ts';
import { resolveFields } from './fields.ts';
import type { Row } from './fields.ts';

/** Resolves rows that a function makes of their number. */
function fieldsOf(make: (at: number) => Row, count = 20): Partial<Record<FieldMeaning, string>> {
  const { fields } = resolveFields(Array.from({ length: count }, (_, at) => make(at)));
  return Object.fromEntries(Object.entries(fields).filter(([, key]) => key !== null));
}

/** A number, except where a number would say that the field is an id. */
function cell(meaning: FieldMeaning, at: number): string | number {
  return meaning === 'orderForm' ? 'Default' : at;
}

describe('names of fields', () => {
  test.each<[FieldMeaning, string[]]>([
    ['id', ['service', 'id', 'service_id', 'sid', 'product_id', 'kode']],
    ['name', ['name', 'title', 'layanan']],
    ['category', ['category', 'social', 'kategori', 'service_category', 'group_name']],
    ['orderForm', ['type', 'typ']],
    ['rate', ['rate', 'price', 'harga', 'price_per_1000', 'pricePer1000', 'selling_price', 'price_usd']],
    ['min', ['min', 'min_amount', 'order_min', 'minimum_order', 'quantity_min']],
    ['max', ['max', 'max_amount', 'order_max', 'maximum_order', 'quantity_max']],
    ['description', ['description', 'desc', 'note', 'catatan']],
    ['refill', ['refill']],
    ['cancel', ['cancel', 'canceling_is_available']],
    ['dripfeed', ['dripfeed', 'drip_feed']],
    ['averageTime', ['average_time']],
    ['network', ['network', 'soc']],
    ['refillDays', ['refill_days', 'masa_refill']],
  ])('%s is read from each of its names', (meaning, names) => {
    for (const name of names) {
      const base: Row = meaning === 'name' ? { rate: '1' } : { name: 'Likes', rate: '1' };
      if (meaning === 'rate') delete base['rate'];
      expect(fieldsOf((at) => ({ ...base, [name]: cell(meaning, at) }))[meaning]).toBe(name);
      const shouted = name.toUpperCase();
      expect(fieldsOf((at) => ({ ...base, [shouted]: cell(meaning, at) }))[meaning]).toBe(shouted);
    }
  });

  test('names in the languages of panels', () => {
    expect(
      fieldsOf((at) => ({ Номер: at, Название: 'n', Категория: 'c', Цена: 1, Мин: 1, Макс: 2 })),
    ).toEqual({
      name: 'Название',
      category: 'Категория',
      rate: 'Цена',
      min: 'Мин',
      max: 'Макс',
    });
    expect(fieldsOf((at) => ({ 'Servis ID': at, 'Servis Adı': 'n', Fiyat: 1, Açıklama: 'x' }))).toMatchObject(
      {
        id: 'Servis ID',
        name: 'Servis Adı',
        rate: 'Fiyat',
        description: 'Açıklama',
      },
    );
  });

  test('names in Arabic', () => {
    expect(fieldsOf(() => ({ الاسم: 'n', الفئة: 'c', السعر: 1, الوصف: 'x' }))).toEqual({
      name: 'الاسم',
      category: 'الفئة',
      rate: 'السعر',
      description: 'الوصف',
    });
  });

  test('fields without a known meaning are counted', () => {
    const { unknown } = resolveFields([
      { name: 'a', colour: 1 },
      { name: 'b', colour: null, __proto__x: 2 },
    ]);
    expect(unknown).toEqual({ colour: 2, __proto__x: 1 });
  });

  test('a better name wins, unless a lesser one is filled in twice as many rows', () => {
    expect(fieldsOf((at) => ({ name: `n${at}`, rate: '1', price: '2' }))).toMatchObject({ rate: 'rate' });
    expect(fieldsOf((at) => ({ name: `n${at}`, rate: at < 3 ? '1' : null, price: '2' }))).toMatchObject({
      rate: 'price',
    });
  });
});

describe('service is judged by its values', () => {
  test('a number is the id', () => {
    expect(fieldsOf((at) => ({ service: at, name: `n${at % 3}` }))).toEqual({ id: 'service', name: 'name' });
    expect(fieldsOf((at) => ({ service: String(at), id: at, name: 'n' }))).toMatchObject({ id: 'service' });
  });
  test('an opaque text beside a name is the id', () => {
    expect(fieldsOf((at) => ({ service: `SUB-${at}`, name: `n${at}` }))).toMatchObject({
      id: 'service',
      name: 'name',
    });
    expect(fieldsOf((at) => ({ service: `SUB-${at}`, name: `n${at}`, category: 'c' }))).toMatchObject({
      id: 'service',
    });
  });
  test('a text is the name where no other field is', () => {
    expect(fieldsOf((at) => ({ id: at, service: `Instagram Likes ${at}`, category: 'c' }))).toEqual({
      id: 'id',
      name: 'service',
      category: 'category',
    });
    expect(fieldsOf((at) => ({ service: `Instagram Likes ${at}`, price: 1 }))).toEqual({
      name: 'service',
      rate: 'price',
    });
  });
  test('a text that repeats beside id and name is the category', () => {
    expect(fieldsOf((at) => ({ id: at, service: at % 2 ? 'Instagram' : 'TikTok', name: `n${at}` }))).toEqual({
      id: 'id',
      name: 'name',
      category: 'service',
    });
  });
  test('beside a category it is the platform', () => {
    expect(
      fieldsOf((at) => ({ id: at, service: at % 2 ? 'Instagram' : 'TikTok', name: `n${at}`, category: 'c' })),
    ).toMatchObject({ id: 'id', category: 'category', network: 'service' });
  });
  test('what most rows share is no id', () => {
    expect(fieldsOf((at) => ({ id: at % 3, name: `n${at}`, rate: 1 }))).toEqual({
      name: 'name',
      rate: 'rate',
    });
    expect(fieldsOf((at) => ({ service: at % 3, name: `n${at}` }))).toEqual({ name: 'name' });
  });
  test('a number that repeats beside a unique id is not the id', () => {
    expect(fieldsOf((at) => ({ id: at, service: at % 3, name: `n${at}` }))).toMatchObject({ id: 'id' });
  });
});

describe('type is judged by its values', () => {
  test('an order form or a kind stays the order form', () => {
    expect(fieldsOf((at) => ({ service: at, name: 'n', type: 'Default' }))).toMatchObject({
      id: 'service',
      orderForm: 'type',
    });
    expect(fieldsOf((at) => ({ name: `n${at}`, type: at % 2 ? 'likes' : 'views' }))).toEqual({
      name: 'name',
      orderForm: 'type',
    });
  });
  test('a different number in each row is the id, where nothing else is', () => {
    expect(fieldsOf((at) => ({ type: at + 100, name: `n${at}`, rate: 1 }))).toEqual({
      id: 'type',
      name: 'name',
      rate: 'rate',
    });
    expect(fieldsOf((at) => ({ type: String(at + 100), service: `Likes ${at}`, typ: 'Default' }))).toEqual({
      id: 'type',
      name: 'service',
      orderForm: 'typ',
    });
    expect(fieldsOf((at) => ({ id: at, type: at + 100, name: `n${at}` }))).toMatchObject({
      id: 'id',
      orderForm: 'type',
    });
  });
  test('an opaque word in each row is the id, too', () => {
    expect(fieldsOf((at) => ({ type: `ig_likes_${at}`, name: `n${at}` }))).toMatchObject({ id: 'type' });
  });
});

describe('names and categories that compete', () => {
  test('social is the category, or the platform beside a category', () => {
    expect(fieldsOf((at) => ({ id: at, title: 't', social: 'Instagram' }))).toEqual({
      id: 'id',
      name: 'title',
      category: 'social',
    });
    expect(fieldsOf((at) => ({ id: at, title: 't', social: 'Instagram', category: 'Likes' }))).toMatchObject({
      category: 'category',
      network: 'social',
    });
  });
  test('a category that is a number gives way to its text', () => {
    expect(fieldsOf((at) => ({ id: at, name: 'n', category: 7, category_name: 'Likes' }))).toMatchObject({
      category: 'category_name',
    });
  });
  test('a name that repeats beside a title that does not is the category', () => {
    expect(fieldsOf((at) => ({ id: at, name: 'Instagram', title: `Likes ${at}`, rate: 1 }))).toMatchObject({
      name: 'title',
      category: 'name',
    });
  });
});
