import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTargetUrl, shownUrl } from './target-url.ts';

describe('the address of an API', () => {
  test.each([
    ['https://panel.example/api/v2', 'https://panel.example/api/v2'],
    ['  HTTPS://Panel.Example/api/v2 ', 'https://panel.example/api/v2'],
    ['http://panel.example', 'http://panel.example/'],
    ['https://пример.рф/api', 'https://xn--e1afmkfd.xn--p1ai/api'],
    ['https://panel.example:8443/api?lang=en', 'https://panel.example:8443/api?lang=en'],
    ['http://[::1]:8080/api', 'http://[::1]:8080/api'],
  ])('%s is read as %s', (text, href) => {
    expect(readTargetUrl(text)).toHaveProperty('href', href);
  });

  test.each([
    ['', 'invalid_url'],
    ['panel.example/api/v2', 'invalid_url'],
    ['https://', 'invalid_url'],
    ['https://panel.example/a b', 'invalid_url'],
    ['https://panel\n.example/', 'invalid_url'],
    [String.raw`https:\\panel.example\api`, 'invalid_url'],
    [String.raw`https://panel.example\@other.example/`, 'invalid_url'],
    ['https://panel.example:99999/', 'invalid_url'],
    [`https://panel.example/${'a'.repeat(3000)}`, 'invalid_url'],
    ['ftp://panel.example/', 'unsupported_scheme'],
    ['file:///etc/passwd', 'unsupported_scheme'],
    ['javascript:alert(1)', 'unsupported_scheme'],
    ['https://user@panel.example/', 'credentials_in_url'],
    ['https://user:pass@panel.example/', 'credentials_in_url'],
  ])('%j is refused as %s', (text, code) => {
    expect(readTargetUrl(text)).toMatchObject({ stage: 'target', code, retryable: false });
  });

  test('is either read or refused, whatever was written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.constant('https://')), (text) => {
        const read = readTargetUrl(text);
        expect(read instanceof URL ? /^https?:$/.test(read.protocol) : read.stage === 'target').toBe(true);
      }),
    );
  });

  test('is shown without query and fragment, where keys travel', () => {
    expect(shownUrl(new URL('https://panel.example/api/v2?key=abc#top'))).toBe(
      'https://panel.example/api/v2',
    );
  });
});
