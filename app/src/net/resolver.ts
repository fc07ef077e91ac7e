/**
 * Names to addresses. Public names are asked of DNS itself: the system's own lookup runs in the four threads that
 * inflate replies too, so a dead name server would stop everything, and it cannot tell "no such name" from "no
 * address". Names that the operator allows may be known to this machine only (its hosts file, its local network),
 * so those are asked of the system.
 */
import { lookup, Resolver } from 'node:dns/promises';
import { systemCode } from './failures.ts';

/** All addresses of a name; none is an empty list. Rejects with an error that has a `code` (`ENOTFOUND`, `ETIMEOUT`). */
export type Resolve = (host: string) => Promise<string[]>;

/** `servers` replaces the system's name servers: `["192.0.2.53", "[2001:db8::53]:5353"]`. */
export function resolverFromDns(timeoutMs: number, servers?: readonly string[]): Resolve {
  // Two tries within the time that the door allows: a lost datagram is common, a third try helps nobody.
  const resolver = new Resolver({ timeout: Math.max(1, Math.floor(timeoutMs / 3)), tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);

  return async (host) => {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const addresses = [v4, v6].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (addresses.length > 0) return addresses;
    // Nothing at all: the failure of the question that matters most, unless it only says "none of this family".
    for (const answer of [v4, v6])
      if (answer.status === 'rejected' && systemCode(answer.reason) !== 'ENODATA') throw answer.reason;
    return [];
  };
}

export const resolveFromSystem: Resolve = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
};
