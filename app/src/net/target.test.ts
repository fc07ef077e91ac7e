import { isFailure } from 'smmwatch';
import { describe, expect, test } from 'vitest';
import { readAllowList } from './allow-list.ts';
import { readTarget, WEB_PORTS } from './target.ts';

function read(url: string, ...allowed: string[]) {
  return readTarget(url, { allow: readAllowList(allowed).allow, ports: WEB_PORTS });
}

function codeOf(url: string, ...allowed: string[]): string {
  const target = read(url, ...allowed);
  return isFailure(target) ? target.code : 'ok';
}

describe('an address to ask', () => {
  test('is read into scheme, host, port and path', () => {
    expect(read('https://Panel.Example/api/v2?x=1#top')).toEqual({
      scheme: 'https',
      host: 'panel.example',
      port: 443,
      path: '/api/v2?x=1',
      isAddress: false,
      isAllowed: false,
    });
    expect(read('http://[2606:4700::1111]:8080')).toMatchObject({
      host: '2606:4700::1111',
      port: 8080,
      path: '/',
      isAddress: true,
    });
  });

  test.each([
    'https://панель.рф/api',
    'https://PANEL.example',
    'http://a_b.panel.co.uk:8080/',
    'https://1.1.1.1/',
    'https://xn--80aswg.xn--p1ai/',
    'https://panel.example:443/a%20b?c=%5C',
  ])('may be %s', (url) => {
    expect(codeOf(url)).toBe('ok');
  });

  test.each([
    [
      'invalid_url',
      [
        '',
        'panel.example',
        '//panel.example',
        'http:panel.example',
        'http:/panel.example',
        'http:///panel.example',
        'http://',
        'https://?a',
        ' https://panel.example',
        'https://panel.example ',
        'https://panel.example/a b',
        'https://pa\tnel.example',
        'https://panel.example\n',
        'https://panel.example/\u0000',
        'https:\\\\panel.example',
        'https://panel.example\\@1.1.1.1',
        'https://panel.example/\\x',
        'https://pa\u00adnel.example',
        'https://pan\u200bel.example',
        'https://\u202epanel.example',
        'https://panel\u00a0.example',
        'https://panel.example.',
        'https://panel.example./',
        'https://%70anel.example',
        'https://127%2e0.0.1',
        'https://a..b.example',
        'https://exa!mple.com',
        "https://exa'mple.com",
        'https://panel.example:99999',
        'https://panel.example:8a',
        'https://1.2.3.4.5',
        'https://256.1.1.1',
        'https://[::1',
        'https://[1.2.3.4]',
        'https://[::1]x',
        `https://${'a'.repeat(64)}.example`,
        `https://${'a.'.repeat(130)}example`,
        `https://panel.example/${'a'.repeat(5000)}`,
        'https://\ud800.example',
      ],
    ],
    [
      'unsupported_scheme',
      [
        'ftp://panel.example',
        'file:///etc/passwd',
        'gopher://panel.example',
        'javascript:alert(1)',
        'data:text/html,x',
        'ws://panel.example',
        'httpx://panel.example',
        'unix:/var/run/docker.sock',
        'blob:https://panel.example/x',
      ],
    ],
    [
      'credentials_in_url',
      [
        'https://user@panel.example',
        'https://user:pass@panel.example',
        'https://@panel.example',
        'https://:@panel.example',
        'https://panel.example@127.0.0.1',
        'https://127.0.0.1:80@panel.example',
        'https://a@b@panel.example',
      ],
    ],
    [
      'forbidden_port',
      [
        'https://panel.example:22',
        'http://panel.example:25',
        'http://panel.example:0',
        'http://panel.example:6379',
        'http://panel.example:5432',
        'https://1.1.1.1:53',
        'http://panel.example:65535',
        'http://panel.example:3000',
      ],
    ],
    [
      'forbidden_address',
      [
        'http://localhost',
        'http://LOCALHOST',
        'http://router',
        'http://panel',
        'http://x.localhost',
        'http://printer.local',
        'http://db.internal',
        'http://metadata.google.internal',
        'http://nas.home.arpa',
        'http://nas.lan',
        'http://host.docker.internal',
        'http://1.0.0.127.in-addr.arpa',
        'http://x.onion',
      ],
    ],
  ])('is refused as %s', (code, urls) => {
    expect(urls.map((url) => [url, codeOf(url)])).toEqual(urls.map((url) => [url, code]));
  });

  test.each([
    'http://134744072',
    'http://0x08080808',
    'http://010.8.8.8',
    'http://8.8.2056',
    'http://0x8.8.8.8',
    'http://８.８.８.８',
    'http://8。8。8。8',
    'http://8.8.8.8.',
    'http://①.1.1.1',
    'http://001.1.1.1',
  ])('is refused when it disguises an address, a public one too: %s', (url) => {
    expect(codeOf(url)).toBe('forbidden_address');
  });

  test('that the operator allows may be private, of one label, and on any port', () => {
    expect(codeOf('http://127.0.0.1:4000', '127.0.0.1')).toBe('ok');
    expect(codeOf('http://[::1]:4000', '::1')).toBe('ok');
    expect(codeOf('http://panel:9', 'panel')).toBe('ok');
    expect(codeOf('http://127.0.0.1:4001', '127.0.0.1:4000')).toBe('forbidden_address');
    expect(codeOf('http://0x7f.0.0.1:4000', '127.0.0.1')).toBe('forbidden_address');
    expect(codeOf('http://[::ffff:127.0.0.1]:4000', '127.0.0.1')).toBe('forbidden_address');
  });

  test('is never repeated with its query when it is refused', () => {
    for (const url of [
      'http://panel.example:22/?key=secret',
      'http://10.0.0.1/?key=secret',
      'ftp://x/?key=secret',
      'http://u@x/?key=secret',
    ])
      expect(JSON.stringify(read(url))).not.toContain('secret');
  });
});
