import { describe, expect, test } from 'vitest';
import { excerptOf } from './redact.ts';
import { readWebPage, visibleText } from './web-page.ts';
import { meaningOfWording } from './wording-meaning.ts';

const html = { 'content-type': 'text/html' };

test('what a reader sees of a page is its text without tags, scripts, styles and comments', () => {
  const page =
    '<head><style>p{}</style></head><!-- no --><p>Too&nbsp;many <b>requests</b></p><script>if(a<b)x()</script>';
  expect(visibleText(page)).toBe('Too many requests');
});

test('a page without a title is called by its first words', () => {
  expect(readWebPage(200, html, '<html><body><p>It works!</p></body></html>')).toEqual({
    kind: 'page',
    title: 'It works!',
  });
});

test('a text that only claims to be HTML is no page', () => {
  expect(readWebPage(200, html, 'Invalid API key')).toBeNull();
  expect(readWebPage(200, html, '{"name":"<b>bold</b>"}')).toBeNull();
});

test('a sentence with some markup is a fragment, not a document', () => {
  expect(readWebPage(200, html, '<p>API key hatalı</p>')?.kind).toBe('fragment');
});

describe('maintenance is read out of the title or a heading in any language', () => {
  test.each([
    'Under Maintenance',
    'Sitemiz bakımdadır',
    'Situs sedang dalam pemeliharaan',
    'Технические работы',
    'Site em manutenção',
    'Sitio en mantenimiento',
    'الموقع تحت الصيانة',
  ])('%s', (words) => {
    const filler = `<p>${'Lorem ipsum dolor sit amet. '.repeat(40)}</p>`;
    expect(readWebPage(503, html, `<html><title>${words}</title>${filler}</html>`)?.kind).toBe('maintenance');
    expect(readWebPage(200, html, `<html><title>Panel</title><h1>${words}</h1>${filler}</html>`)?.kind).toBe(
      'maintenance',
    );
    expect(readWebPage(200, html, `<html><title>Panel</title>${filler}<p>${words}</p></html>`)?.kind).toBe(
      'page',
    );
  });
});

describe('a page that is made to exhaust patterns is read as fast as any other', () => {
  const size = 131_072;
  test.each([
    ['open tags', '<'],
    ['open titles', '<title'],
    ['open headings', '<h1 '],
    ['open scripts', '<script>'],
    ['half-closed scripts', '<script></script '],
    ['comments', '<!--'],
    ['spaces', ' '],
    ['digits', '9'],
    ['digits and dots', '9.'],
    ['names of balances', 'balance='],
    ['quotes', '"balance":'],
    ['cookies', 'cookie:'],
    ['words', 'api key '],
  ])('%s', (_title, piece) => {
    const text = `<html>${piece.repeat(size / piece.length)}`;
    const started = performance.now();
    readWebPage(403, html, text);
    meaningOfWording(visibleText(text));
    excerptOf(text, ['0123456789abcdef'], { amounts: true });
    // A quadratic pattern needs many seconds for this much text; a linear one some milliseconds.
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});
