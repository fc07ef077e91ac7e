/**
 * Which addresses a stranger may make us connect to: global unicast, and nothing else. Everything is refused
 * unless it is known to be public, so a range that is reserved tomorrow in unassigned space is refused today.
 */
import ipaddr from 'ipaddr.js';

/** Everything that is or will be public in IPv6 lies here (RFC 4291, 2.4). That leaves out ::/96 and all of NAT64. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

const RANGE_NAMES: Record<string, string> = {
  unspecified: 'unspecified',
  broadcast: 'broadcast',
  multicast: 'multicast',
  linkLocal: 'link-local',
  loopback: 'loopback',
  carrierGradeNat: 'carrier-grade NAT',
  private: 'private',
  uniqueLocal: 'private',
  ipv4Mapped: 'IPv4-mapped',
  rfc6145: 'IPv4-translated',
  rfc6052: 'NAT64',
  '6to4': '6to4',
  teredo: 'Teredo',
  benchmarking: 'benchmarking',
  deprecatedSiteLocal: 'site-local',
};

/** Why this address must not be connected to (`loopback`), or null for a public one. Text that is no plain address is refused. */
export function forbiddenBecause(address: string): string | null {
  const parsed = parseAddress(address);
  if (parsed === null) return 'not an address';
  const range = parsed.range();
  if (range !== 'unicast') return RANGE_NAMES[range] ?? 'reserved';
  if (parsed instanceof ipaddr.IPv4) return null;
  if (!parsed.match(GLOBAL_UNICAST)) return 'reserved';
  return isIsatap(parsed.parts) ? 'ISATAP' : null;
}

/** A plain spelling only: four decimal parts without leading zeros, or an IPv6 address without a zone. */
export function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  if (!address.includes(':') || address.includes('%')) return null;
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address) : null;
}

/** RFC 5214: an IPv4 address, private ones included, in the lower half of any IPv6 prefix. */
function isIsatap(parts: number[]): boolean {
  return (parts[4] === 0 || parts[4] === 0x200) && parts[5] === 0x5efe;
}
