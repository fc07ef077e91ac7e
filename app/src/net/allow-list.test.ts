import { describe, expect, test } from 'vitest';
import { allowsAddress, allowsHost, readAllowList } from './allow-list.ts';

const list = (...entries: string[]) => {
  const { allow, errors } = readAllowList(entries);
  expect(errors).toEqual([]);
  return allow;
};

describe('the list of what the operator allows', () => {
  test('names addresses and networks, which are allowed however they were reached', () => {
    const allow = list('127.0.0.1', '10.0.0.0/8', 'fd00::/8', '[::1]');
    expect(['127.0.0.1', '10.9.8.7', 'fd12::1', '::1'].map((a) => allowsAddress(allow, a, 80))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(
      ['127.0.0.2', '11.0.0.1', 'fc00::1', '::2', '::ffff:127.0.0.1'].map((a) => allowsAddress(allow, a, 80)),
    ).toEqual([false, false, false, false, false]);
  });

  test('names hosts, exactly', () => {
    const allow = list('Panel.Internal', 'localhost:4000');
    expect(allowsHost(allow, 'panel.internal', 9999)).toBe(true);
    expect(allowsHost(allow, 'evil.panel.internal', 80)).toBe(false);
    expect(allowsHost(allow, 'localhost', 4000)).toBe(true);
    expect(allowsHost(allow, 'localhost', 22)).toBe(false);
  });

  test('holds an entry with a port to that port', () => {
    const allow = list('127.0.0.1:8080', '10.0.0.0/8:443', '[::1]:80');
    expect(allowsHost(allow, '127.0.0.1', 8080)).toBe(true);
    expect(allowsHost(allow, '127.0.0.1', 22)).toBe(false);
    expect(allowsAddress(allow, '10.1.1.1', 443)).toBe(true);
    expect(allowsAddress(allow, '10.1.1.1', 80)).toBe(false);
    expect(allowsHost(allow, '::1', 80)).toBe(true);
    expect(allowsHost(allow, '::1', 81)).toBe(false);
  });

  test('says of every entry that it cannot read that it cannot', () => {
    const wrong = [
      '',
      '*',
      'http://panel',
      '10.0.0.0/33',
      '10.0.0',
      '300.1.1.1',
      '127.0.0.1:0',
      '127.0.0.1:99999',
      'a b',
      '::1/129',
      '10.0.0.0/8/8',
      'fe80::1%eth0',
      '.local',
      '127.0.0.1/',
    ];
    expect(readAllowList(wrong).errors).toHaveLength(wrong.length);
    expect(readAllowList(wrong).allow).toEqual([]);
    expect(readAllowList(['good.example', '*']).errors).toEqual([expect.stringContaining('"*"')]);
  });
});
