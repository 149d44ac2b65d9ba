// Who a request comes from: the socket's other end, or, when that is one of TRUSTED_PROXIES, whom the proxy names.
import { BlockList, isIP } from 'node:net';

export type Origin = { peer: string | undefined; forwarded: string | undefined };

/**
 * Reads X-Forwarded-For from its end and only as far as trusted proxies wrote it: everything before the first address that is
 * not a trusted proxy could have been made up by the client.
 */
export function clientAddressReader(trustedProxies: readonly string[]): (origin: Origin) => string {
  const trusted = blockList(trustedProxies);
  return ({ peer, forwarded }) => {
    const hops = [...(forwarded ?? '').split(',').map((hop) => hop.trim()).filter((hop) => hop !== ''), peer ?? ''].map(plainAddress);
    let nearest = 'unknown';
    for (const hop of hops.reverse()) {
      if (hop === null) return nearest;
      nearest = hop;
      if (!trusted.check(hop, isIP(hop) === 6 ? 'ipv6' : 'ipv4')) return nearest;
    }
    return nearest;
  };
}

/**
 * The client's country by ISO 3166-1, as the proxy in front of us says it; null where it does not know, or where whoever says so is no
 * trusted proxy. Nobody else is asked: neither a service nor a database of addresses.
 */
export function countryReader(trustedProxies: readonly string[]): (said: { peer: string | undefined; country: string | undefined }) => string | null {
  const trusted = blockList(trustedProxies);
  return ({ peer, country }) => {
    const address = plainAddress(peer ?? '');
    if (address === null || !trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')) return null;
    const code = country?.trim().toUpperCase() ?? '';
    // What Cloudflare and others write for "unknown" and for Tor.
    return /^[A-Z]{2}$/.test(code) && code !== 'XX' ? code : null;
  };
}

/** What one client can easily change is left out of the key: an IPv6 network hands a whole /64 to one household. */
export function rateLimitKeyOf(clientAddress: string): string {
  if (isIP(clientAddress) !== 6) return clientAddress;
  const [head = '', tail] = clientAddress.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, missing)).fill('0'), ...after];
  return groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** An address without zone, and IPv4 without its IPv6 cloak; null for anything else. */
function plainAddress(text: string): string | null {
  const address = text.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '').toLowerCase();
  return isIP(address) === 0 ? null : address;
}
