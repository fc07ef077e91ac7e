import { describe, expect, it } from 'vitest';
import { cut, drawable, drawPicture, priceFigure, readsFromRight } from './picture.ts';

describe('a picture for those who pass a page on', () => {
  it.each([
    ['an ordinary name', 'Instagram Followers | Refill 30 days', 'u'.repeat(60) + 'd'.repeat(30)],
    ['Russian and Arabic', 'Подписчики متابعين انستغرام', '.'.repeat(90)],
    ['markup', '</text></svg><script>alert(1)</script>&amp;"\'', 'zz<>'],
    ['a huge text', 'A long word '.repeat(5000), 'u'],
    ['one word without an end', 'x'.repeat(10_000), ''],
    ['nothing but emoji', '🔥🔥👨‍👩‍👧‍👦', 'u'],
    ['nothing', '', ''],
    ['half a pair', '\ud83d \u0000\u0007', 'u'],
  ])('is drawn of %s, and stays small', async (_what, title, days) => {
    const png = await drawPicture({
      over: title,
      title,
      figures: [{ figure: title, is: title }],
      days,
      line: [
        [0, 0],
        [1, 1],
      ],
    });
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(png.length).toBeLessThan(100 * 1024);
  });

  it('leaves out what its fonts cannot draw, and makes stylised letters plain', () => {
    expect(drawable('🔥 𝗜𝗻𝘀𝘁𝗮 ｆｏｌｌｏｗ ♻️ 漢字 Лайки')).toBe('Insta follow Лайки');
    expect(cut('абвгд', 3)).toBe('аб…');
  });

  it.each([
    ['نبض السوشيال', true],
    ['| 30 متابعين Instagram', true],
    ['Instagram متابعين', false],
    ['Вершина', false],
    ['123', false],
  ])('of %s is read from the right: %s', (title, isFromRight) => {
    expect(readsFromRight(title)).toBe(isFromRight);
  });

  it('tells the price of what one buys, and no currency while that is in doubt', () => {
    const service = { orderForm: 'Default', rate: '159580.3324', min: 10, max: 1000 };
    expect(priceFigure(service, 'RUB')).toEqual({ figure: '159580.3324', is: 'RUB per 1,000' });
    expect(priceFigure({ ...service, min: 1, max: 1 }, null)).toEqual({
      figure: '159.5803324',
      is: 'for one',
    });
    expect(priceFigure({ ...service, orderForm: 'Package' }, 'RUB').is).toBe('RUB for the package');
    expect(priceFigure({ ...service, rate: null }, 'RUB').figure).toBe('–');
  });
});
