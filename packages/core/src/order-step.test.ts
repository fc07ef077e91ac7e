import { describe, expect, it } from 'vitest';
import { orderStep } from './order-step.ts';

const said = (description: string | null, name = 'Views') => orderStep({ name, description });

describe('the step of an order', () => {
  it.each([
    ['Real, instant. Multiple of 100. Minimum 100', 100],
    ['Order in multiples of 1,000', 1000],
    ['Количество должно быть кратно 10. Без спешки', 10],
    ['Кратность: 50', 50],
    ['jumlah order kelipatan 1000', 1000],
    ['harus kelipatan dari 100, contoh: 200', 100],
    ["100'ün katları olmalı", 100],
    ['500 ve katları', 500],
    ['Somente múltiplos de 100', 100],
    ['Cantidad: múltiplo de 1.000', 1000],
    ['الكمية من مضاعفات العدد 100', 100],
  ])('is read from “%s”', (words, step) => {
    expect(said(words)).toBe(step);
    expect(said(null, words)).toBe(step);
  });

  it.each([
    [null],
    ['Multiple pages visited'],
    ['views arrive in kelipatan 200-300'],
    ['speed: multiples of 5% a day'],
    ['kelipatan 100 or kelipatan 200'],
    ['Multiple of 1'],
    ['Multiple of 99999999999999'],
    ['incremental speed of 100'],
  ])('is none in “%s”', (words) => {
    expect(said(words)).toBeNull();
  });
});
