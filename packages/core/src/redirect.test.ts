import { describe, expect, test } from 'vitest';
import { isRedirect, nextHop } from './redirect.ts';

describe('a redirect with a key in hand', () => {
  test.each([
    ['http://panel.example/api', 'https://panel.example/api', 'https://panel.example/api'],
    ['https://panel.example/api', '/api/', 'https://panel.example/api/'],
    ['https://panel.example/api', 'https://www.panel.example/api#top', 'https://www.panel.example/api'],
    ['https://www.panel.co.uk/api', 'https://api.panel.co.uk/v2', 'https://api.panel.co.uk/v2'],
    ['http://127.0.0.1:81/a', '/b', 'http://127.0.0.1:81/b'],
    ['http://localhost/a', 'http://localhost:8080/b', 'http://localhost:8080/b'],
    ['https://panel.example/api', '//www.panel.example/x', 'https://www.panel.example/x'],
  ])('from %s to %s is followed', (from, location, to) => {
    expect(nextHop(new URL(from), location)).toHaveProperty('href', to);
  });

  test.each([
    ['https://panel.example/api', 'http://panel.example/api', 'https down to http'],
    ['https://panel.example/api', 'https://other.example/api', 'another domain'],
    ['https://panel.co.uk/api', 'https://other.co.uk/api', 'another domain'],
    ['https://a.pages.dev/api', 'https://b.pages.dev/api', 'another domain'],
    ['https://panel.example/api', 'https://panel.example.evil.example/api', 'another domain'],
    ['http://127.0.0.1/api', 'http://127.0.0.2/api', 'another domain'],
    ['http://[::1]/api', 'http://[::2]/api', 'another domain'],
    ['https://panel.example/api', 'https://user:pass@panel.example/api', 'credentials_in_url'],
    ['https://panel.example/api', 'javascript:alert(1)', 'unsupported_scheme'],
    ['https://panel.example/api', String.raw`https:\\panel.example\api`, 'cannot be read'],
    ['https://panel.example/api', 'https://', 'cannot be read'],
    ['https://panel.example/api', '', 'names no address'],
    ['https://panel.example/api', undefined, 'names no address'],
  ])('from %s to %s is refused', (from, location, reason) => {
    const refused = nextHop(new URL(from), location);
    expect(refused).toMatchObject({ stage: 'http', code: 'redirect_refused', retryable: false });
    expect(JSON.stringify(refused)).toContain(reason);
  });

  test('is shown without its query, where keys travel', () => {
    const refused = nextHop(new URL('https://panel.example/'), 'https://other.example/api?key=abc');
    expect(JSON.stringify(refused)).toContain('https://other.example/api');
    expect(JSON.stringify(refused)).not.toContain('abc');
  });
});

test('the statuses that name another address for the same request are redirects', () => {
  expect([300, 301, 302, 303, 304, 305, 307, 308, 200, 404].filter(isRedirect)).toEqual([
    301, 302, 303, 307, 308,
  ]);
});
