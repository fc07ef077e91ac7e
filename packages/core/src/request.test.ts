import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultUserAgent, panelRequest } from './request.ts';
import type { Action, Transport } from './request.ts';
import { VERSION } from './version.ts';

const url = 'https://panel.example/api/v2';
const ALIASES = ['action', 'actionType', 'key', 'apiKey', 'api_token', 'api_tokens'];

const actions = fc.constantFrom<Action>('balance', 'services');
const transports = fc.constantFrom<Transport>('body', 'body+query');
const keys = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('the form', () => {
  test('carries action and key under every alias of the standard, whatever the key is made of', () => {
    fc.assert(
      fc.property(actions, keys, transports, (action, key, transport) => {
        const form = new URLSearchParams(panelRequest(url, { url, key }, action, transport).body);
        expect([...form.keys()]).toEqual(ALIASES);
        expect(form.getAll('action')).toEqual([action]);
        expect(form.getAll('actionType')).toEqual([action]);
        for (const name of ALIASES.slice(2)) expect(form.getAll(name)).toEqual([key.toWellFormed()]);
      }),
    );
  });

  test('is plain ASCII, so that no charset can break it', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(panelRequest(url, { url, key }, 'services', 'body').body).toMatch(/^[\x21-\x7E]+$/);
      }),
    );
  });
});

describe('the URL', () => {
  test('never holds the key when the body alone is the transport', () => {
    fc.assert(
      fc.property(actions, fc.stringMatching(/^[\da-f]{16}$/), (action, key) => {
        const request = panelRequest(`${url}?lang=en#top`, { url, key }, action, 'body');
        expect(request.url).toBe(`${url}?lang=en`);
        expect(JSON.stringify(request.headers)).not.toContain(key);
      }),
    );
  });

  test('holds the same parameters as the form when the query is used as well, beside its own', () => {
    fc.assert(
      fc.property(actions, keys, (action, key) => {
        const request = panelRequest(`${url}?lang=en&action=old`, { url, key }, action, 'body+query');
        const query = new URL(request.url).searchParams;
        expect(query.getAll('action')).toEqual([action]);
        expect(query.get('lang')).toBe('en');
        for (const [name, value] of new URLSearchParams(request.body))
          expect(query.getAll(name)).toEqual([value]);
      }),
    );
  });
});

describe('the headers', () => {
  test('ask for JSON, say what can be unpacked, and name the asker honestly', () => {
    const { headers } = panelRequest(url, { url, key: 'k' }, 'balance', 'body');
    expect(headers).toEqual({
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate, br, zstd',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': `smmwatch/${VERSION}`,
    });
  });

  test('name where to complain when a service says so', () => {
    const userAgent = defaultUserAgent('https://watch.example/about');
    const { headers } = panelRequest(url, { url, key: 'k' }, 'balance', 'body', userAgent);
    expect(headers['user-agent']).toBe(`smmwatch/${VERSION} (+https://watch.example/about)`);
  });
});

describe('a dialect of other words', () => {
  test('sends its words and the names of its key when it is asked for by name', () => {
    const target = { url, key: 'k', dialect: 'layanan' };
    const form = new URLSearchParams(panelRequest(url, target, 'services', 'body').body);
    expect([form.get('action'), form.get('actionType'), form.get('api_key')]).toEqual([
      'layanan',
      'layanan',
      'k',
    ]);
  });

  test('that is unknown changes nothing', () => {
    for (const dialect of ['no such dialect', 'toString', '__proto__']) {
      const request = panelRequest(url, { url, key: 'k', dialect }, 'services', 'body');
      expect(request.body).toBe(panelRequest(url, { url, key: 'k' }, 'services', 'body').body);
    }
  });
});
