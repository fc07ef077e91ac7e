/**
 * What the operator of this site allows by name although it is not public: `127.0.0.1`, `10.0.0.0/8`,
 * `panel.internal`, `[::1]`, each with `:port` when only that port is meant.
 *
 * An entry that names an address allows it however it was reached, a public name that resolves to it included.
 * An entry that names a host allows whatever that name resolves to: the operator answers for the name.
 */
import ipaddr from 'ipaddr.js';
import { parseAddress } from './addresses.ts';

type Network = [ipaddr.IPv4, number] | [ipaddr.IPv6, number];
type Entry = { port: number | null } & ({ host: string } | { network: Network });

export type AllowList = readonly Entry[];

/** Reads the operator's entries; each one that cannot be read is an error in words, all of them at once. */
export function readAllowList(entries: readonly string[]): { allow: AllowList; errors: string[] } {
  const allow: Entry[] = [];
  const errors: string[] = [];
  for (const text of entries) {
    const entry = readEntry(text.trim().toLowerCase());
    if (entry === null)
      errors.push(
        `"${text}" is neither a host, an address nor a network (10.0.0.0/8), with or without a port`,
      );
    else allow.push(entry);
  }
  return { allow, errors };
}

/** Whether the operator means this host of a URL, name or address, with this port. */
export function allowsHost(allow: AllowList, host: string, port: number): boolean {
  return allow.some(
    (entry) =>
      portFits(entry, port) &&
      ('host' in entry ? entry.host === host : holds(entry.network, parseAddress(host))),
  );
}

/** Whether the operator means this address, whatever name led to it. */
export function allowsAddress(allow: AllowList, address: string, port: number): boolean {
  const parsed = parseAddress(address);
  return allow.some((entry) => 'network' in entry && portFits(entry, port) && holds(entry.network, parsed));
}

const ENTRY = /^(?:\[(?<v6>[0-9a-f:.]+)\]|(?<plain>[^\s:[\]]+))(?::(?<port>\d{1,5}))?$/;
const HOST = /^(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

function readEntry(text: string): Entry | null {
  // A bare IPv6 address holds colons of its own, so it is tried whole before a port is looked for.
  const whole = readNetwork(text);
  if (whole !== null) return { network: whole, port: null };
  const groups = ENTRY.exec(text)?.groups;
  if (groups === undefined) return null;
  const port = groups['port'] === undefined ? null : Number(groups['port']);
  if (port !== null && (port < 1 || port > 65_535)) return null;
  const name = groups['v6'] ?? groups['plain'];
  if (name === undefined) return null;
  const network = readNetwork(name);
  if (network !== null) return { network, port };
  // "10.0.0" or "300.1.1.1" is a mistyped address, not a name.
  return HOST.test(name) && !/(?:^|\.)\d+$/.test(name) ? { host: name, port } : null;
}

function readNetwork(text: string): Network | null {
  const [address = '', bits, ...rest] = text.split('/');
  const parsed = parseAddress(address);
  if (parsed === null || rest.length > 0) return null;
  const widest = parsed instanceof ipaddr.IPv4 ? 32 : 128;
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) return null;
  const length = bits === undefined ? widest : Number(bits);
  if (length > widest) return null;
  return parsed instanceof ipaddr.IPv4 ? [parsed, length] : [parsed, length];
}

function portFits(entry: Entry, port: number): boolean {
  return entry.port === null || entry.port === port;
}

function holds(network: Network, address: ipaddr.IPv4 | ipaddr.IPv6 | null): boolean {
  return address !== null && address.kind() === network[0].kind() && address.match(network);
}
