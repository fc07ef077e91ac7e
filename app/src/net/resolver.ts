/**
 * Names to addresses. Public names are asked of DNS itself: the system's own lookup runs in the four threads that
 * inflate replies too, so a dead name server would stop everything, and it cannot tell "no such name" from "no
 * address". Names that the operator allows may be known to this machine only (its hosts file, its local network),
 * so those are asked of the system.
 */
import { lookup, Resolver } from 'node:dns/promises';
import { setTimeout } from 'node:timers/promises';
import { systemCode } from './failures.ts';

/** All addresses of a name; none is an empty list. Rejects with an error that has a `code` (`ENOTFOUND`, `ETIMEOUT`). */
export type Resolve = (host: string) => Promise<string[]>;

/** A resolver reads the system's name servers once; a machine that moves to another network gets new ones. */
const RENEWED_AFTER_MS = 60_000;

/** `servers` replaces the system's name servers: `["192.0.2.53", "[2001:db8::53]:5353"]`. */
export function resolverFromDns(timeoutMs: number, servers?: readonly string[]): Resolve {
  let resolver = open();
  let openedAt = performance.now();

  function open(): Resolver {
    // Two tries within the time that the door allows: a lost datagram is common, a third try helps nobody.
    const opened = new Resolver({ timeout: Math.max(1, Math.floor(timeoutMs / 3)), tries: 2 });
    if (servers !== undefined) opened.setServers(servers);
    return opened;
  }

  return async (host) => {
    if (performance.now() - openedAt > RENEWED_AFTER_MS) {
      resolver = open();
      openedAt = performance.now();
    }
    const [v4Asked, v6Asked] = [settled(resolver.resolve4(host)), settled(resolver.resolve6(host))];
    const v4 = await v4Asked;
    const late: Answer = { addresses: [], error: null };
    const v6 = v4.addresses.length === 0 ? await v6Asked : await Promise.race([v6Asked, patience(late)]);
    const addresses = [...v4.addresses, ...v6.addresses];
    const error = v4.error ?? v6.error;
    if (addresses.length === 0 && error !== null) throw error;
    return addresses;
  };
}

/** Some name servers drop questions for IPv6; a host that has IPv4 does not wait for them. */
const LATE_FAMILY_MS = 300;

const patience = (late: Answer): Promise<Answer> => setTimeout(LATE_FAMILY_MS, late, { ref: false });

interface Answer {
  addresses: string[];
  /** What went wrong, unless there is only no address of this family. */
  error: Error | null;
}

async function settled(asked: Promise<string[]>): Promise<Answer> {
  try {
    return { addresses: await asked, error: null };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { addresses: [], error: systemCode(error) === 'ENODATA' ? null : error };
  }
}

export const resolveFromSystem: Resolve = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
};
