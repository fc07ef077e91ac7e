/** Who is visiting, as far as limits need to know: the network that a request came from. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';
import type { SiteEnv } from '../http/env.ts';

/** One household or one server gets a whole /64, so that is what is counted. */
const IPV6_PREFIX_BITS = 64;

/**
 * The visitor's network as text. Behind `trustedProxies` proxies it is what the outermost of them wrote into
 * X-Forwarded-For, counted from the right: everything left of that anybody can invent. `unknown` where there is no socket.
 */
export function visitorOf(c: Context<SiteEnv>, trustedProxies: number): string {
  if (trustedProxies > 0) {
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
    return networkOf(hops.at(-trustedProxies) ?? '');
  }
  return c.env === undefined || !('incoming' in Object(c.env))
    ? 'unknown'
    : networkOf(getConnInfo(c).remote.address ?? '');
}

export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const bytes = parsed.toByteArray().map((byte, index) => (index < IPV6_PREFIX_BITS / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${IPV6_PREFIX_BITS}`;
}
