import { assert, boolean, constant, constantFrom, nat, oneof, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forbiddenBecause } from './addresses.ts';

/** First, middle and last addresses of the ranges of the IANA special-purpose registries. */
const FORBIDDEN: Record<string, string[]> = {
  unspecified: ['0.0.0.0', '0.1.2.3', '0.255.255.255', '::'],
  loopback: ['127.0.0.1', '127.0.0.0', '127.255.255.254', '::1'],
  private: [
    '10.0.0.0',
    '10.255.255.255',
    '172.16.0.0',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.255.255',
    'fc00::1',
    'fdff::1',
  ],
  'link-local': ['169.254.0.1', '169.254.169.254', '169.254.255.255', 'fe80::1', 'febf::1'],
  'carrier-grade NAT': ['100.64.0.0', '100.100.100.200', '100.127.255.255'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  broadcast: ['255.255.255.255'],
  'IPv4-mapped': ['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1'],
  'IPv4-translated': ['::ffff:0:127.0.0.1'],
  NAT64: ['64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '64:ff9b:1:ffff::a00:1'],
  '6to4': ['2002:7f00:1::', '2002:a00:1::1', '2002:808:808::1'],
  Teredo: ['2001::1', '2001:0:7f00:1::'],
  'site-local': ['fec0::1', 'feff::1'],
  ISATAP: ['2400:cb00::5efe:10.0.0.1', '2400:cb00::200:5efe:7f00:1'],
  benchmarking: ['2001:2::1'],
  reserved: [
    '192.0.0.1',
    '192.0.0.170',
    '192.0.2.1',
    '192.88.99.1',
    '192.31.196.1',
    '192.52.193.1',
    '192.175.48.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '240.0.0.1',
    '254.255.255.255',
    '::7f00:1',
    '::a00:1',
    '100::1',
    '2001:db8::1',
    '2001:10::1',
    '2001:20::1',
    '2001:1::1',
    '3fff::1',
    '5f00::1',
    '4000::1',
    '8000::1',
    'fe00::1',
    '1::1',
    '2620:4f:8000::1',
  ],
  'not an address': [
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '127.0.0.01',
    '1.2.3.4.5',
    '256.1.1.1',
    'fe80::1%eth0',
    '2400:cb00::1%1',
    '[2400:cb00::1]',
    '1.1.1.1 ',
    '1.1.1.1\n',
    '::1::',
    '1.1.1.1/32',
  ],
};

describe('an address', () => {
  test.each(Object.entries(FORBIDDEN).flatMap(([why, list]) => list.map((address) => [why, address])))(
    'that is %s is refused: %s',
    (why, address) => {
      expect(forbiddenBecause(address)).toBe(why);
    },
  );

  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '93.184.216.34',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '191.255.255.255',
    '192.0.1.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2400:cb00::1',
    '2001:4860:4860::8888',
    '2a00:1450:4001::1',
    '2606:4700::1111',
    '2600::',
    '2003::1',
  ])('of the public internet passes: %s', (address) => {
    expect(forbiddenBecause(address)).toBeNull();
  });

  test('never passes because of how its IPv6 form is written', () => {
    const private4 = oneof(
      tuple(constant(10), nat(255), nat(255), nat(255)),
      tuple(constant(127), nat(255), nat(255), nat(255)),
      tuple(constant(169), constant(254), nat(255), nat(255)),
    );
    const prefixes = ['::', '::ffff:', '::ffff:0:', '64:ff9b::', '64:ff9b:1::', '0:0:0:0:0:ffff:'];
    assert(
      property(private4, constantFrom(...prefixes), boolean(), ([a, b, c, d], prefix, asHex) => {
        const hex = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
        expect(forbiddenBecause(prefix + (asHex ? hex : `${a}.${b}.${c}.${d}`))).not.toBeNull();
        expect(forbiddenBecause(`2002:${hex}::1`)).not.toBeNull();
      }),
    );
  });
});
