import { lookup as resolve } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Requests to addresses that somebody typed. An administrator of channels must not become a reader of what only this
 * machine can reach: the database, the cloud's metadata, a neighbour in the machine room. So private and loopback addresses
 * are refused, and by the address that is really connected to, not by the name: a name may lead elsewhere a moment later.
 * A government cloud does run its own 政务微信 on private addresses; whoever has the machine names those hosts in
 * MUSTER_PRIVATE_HOSTS, which nobody can do from the browser. Redirects are not followed.
 */
export interface Outbound {
  send: (request: OutboundRequest) => Promise<OutboundAnswer>;
  /** Why this address is refused before any connection is made; null when it may be tried. */
  refusal: (url: string) => string | null;
}

export interface OutboundRequest {
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface OutboundAnswer {
  status: number;
  text: string;
  /** `Retry-After` in milliseconds. */
  retryAfterMs: number | null;
}

/** Nothing was answered: no connection, no answer in time, an address that is refused. The message holds no part of the address. */
export class OutboundFault extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'OutboundFault';
    this.code = code;
  }
}

const answerMs = 6000;
const bytesMost = 64_000;

const closed = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(net, bits, 'ipv6');

export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPrivateAddress(mapped);
  const family = isIP(address);
  if (family === 0) return true;
  // ::ffff:0:0/96 written in hexadecimal is the same mapping.
  if (family === 6 && /^::ffff:/i.test(address)) return true;
  return closed.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

export function createOutbound(options: { privateHosts: readonly string[] }): Outbound {
  const mayBePrivate = (host: string) => options.privateHosts.includes('*') || options.privateHosts.includes(host.toLowerCase());
  const bare = (url: URL) => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

  function refusal(text: string): string | null {
    if (!URL.canParse(text)) return 'address';
    const url = new URL(text);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'protocol';
    if (url.username !== '' || url.password !== '') return 'address';
    const host = bare(url);
    if (mayBePrivate(host)) return null;
    if (isIP(host) !== 0) return isPrivateAddress(host) ? 'private' : null;
    return /(^|\.)(localhost|local|internal|localdomain)$/i.test(host) || !host.includes('.') ? 'private' : null;
  }

  /** Looks a name up and gives only addresses that may be reached: what is checked is what is connected to. */
  const lookupOf =
    (allowed: boolean): LookupFunction =>
    (host, opts, done) => {
      resolve(host, { ...opts, all: true }, (error, addresses) => {
        const open = (addresses ?? []).filter(({ address }) => allowed || !isPrivateAddress(address));
        const [first] = open;
        if (error || !first) return done(error ?? new OutboundFault('private'), opts.all ? [] : '', 0);
        if (opts.all) done(null, open);
        else done(null, first.address, first.family);
      });
    };

  return {
    refusal,
    send: (wanted) =>
      new Promise((answered, failed) => {
        const refused = refusal(wanted.url);
        if (refused) return failed(new OutboundFault(refused));
        const url = new URL(wanted.url);
        const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(
          url,
          {
            method: wanted.method,
            headers: { ...wanted.headers, ...(wanted.body === undefined ? {} : { 'content-length': Buffer.byteLength(wanted.body) }) },
            lookup: lookupOf(mayBePrivate(bare(url))),
            agent: false,
          },
          (response) => {
            const chunks: Buffer[] = [];
            let size = 0;
            response.on('data', (chunk: Buffer) => {
              size += chunk.length;
              if (size > bytesMost) request.destroy(new OutboundFault('answer-too-long'));
              else chunks.push(chunk);
            });
            response.on('error', fail);
            response.on('end', () => {
              clearTimeout(timer);
              const after = Number(response.headers['retry-after']);
              answered({
                status: response.statusCode ?? 0,
                text: Buffer.concat(chunks).toString('utf8'),
                retryAfterMs: Number.isFinite(after) && after > 0 ? after * 1000 : null,
              });
            });
          },
        );
        const timer = setTimeout(() => request.destroy(new OutboundFault('timeout')), answerMs);
        function fail(error: Error & { code?: string }): void {
          clearTimeout(timer);
          failed(error instanceof OutboundFault ? error : new OutboundFault(error.code ?? 'unreachable'));
        }
        request.on('error', fail);
        request.end(wanted.body);
      }),
  };
}
