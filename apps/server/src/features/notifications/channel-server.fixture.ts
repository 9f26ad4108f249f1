import { createDecipheriv, createECDH, createHmac, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The other side of every channel, as its documents describe it (ECOSYSTEM "Messages out"): what does not have the
 * documented shape, signature, size or pace gets the documented error. It shares no code with the adapters.
 */
export interface Taken {
  channel: 'wecomBot' | 'dingtalkBot' | 'feishuBot' | 'wecomApp' | 'sms' | 'push';
  /** Whole text as it came, for looking for what must not leave. */
  raw: string;
  text: string;
  to: string[];
  at: number;
}

export interface ChannelServer {
  url: string;
  host: string;
  taken: Taken[];
  /** Every request, also refused ones. */
  requests: string[];
  /** Answers this to everything instead: a status, or `hang`. */
  broken: number | 'hang' | null;
  /** Its clock, which may differ from ours. */
  clockOffsetMs: number;
  keys: {
    bot: string;
    dingToken: string;
    dingSecret: string;
    feishuHook: string;
    feishuSecret: string;
    corpSecret: string;
    smsSecret: string;
  };
  /** Devices that gave up their subscription. */
  gone: Set<string>;
  device: () => Device;
  tokensGiven: number;
  now: () => number;
  stop: () => Promise<void>;
}

export interface Device {
  id: string;
  endpoint: string;
  keys: { p256dh: string; auth: string };
  decrypt: (body: Buffer) => string;
}

const users = new Map([
  ['13800000001', 'chenguilan'],
  ['13800000002', 'liming'],
]);

export async function channelServer(now: () => number): Promise<ChannelServer> {
  const devices = new Map<string, Device>();
  const paces = new Map<string, number[]>();
  let token = '';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      self.requests.push(`${request.method} ${request.url}`);
      if (self.broken === 'hang') return;
      if (self.broken !== null) return void response.writeHead(self.broken).end();
      try {
        answer(request, body, response);
      } catch (error) {
        response.writeHead(500).end(String(error));
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;

  /** False when this is more than so many in 60 seconds. */
  function pace(name: string, most: number): boolean {
    const recent = (paces.get(name) ?? []).filter((at) => at > now() - 60_000);
    paces.set(name, [...recent, now()]);
    return recent.length < most;
  }
  function take(channel: Taken['channel'], raw: string, text: string, to: string[] = []): void {
    self.taken.push({ channel, raw, text, to, at: now() });
  }
  const json = (response: ServerResponse, value: unknown) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));

  function answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const url = new URL(request.url ?? '', self.url);
    const raw = body.toString('utf8');
    const serverNow = now() + self.clockOffsetMs;
    switch (url.pathname) {
      case '/cgi-bin/webhook/send': {
        if (url.searchParams.get('key') !== self.keys.bot) return void json(response, { errcode: 93000, errmsg: 'invalid webhook url' });
        const message = JSON.parse(raw) as { msgtype: string; markdown?: { content?: string } };
        const content = message.markdown?.content;
        if (message.msgtype !== 'markdown' || typeof content !== 'string' || content === '')
          return void json(response, { errcode: 40008, errmsg: 'invalid message type' });
        if (Buffer.byteLength(content) > 4096)
          return void json(response, { errcode: 40058, errmsg: 'markdown.content exceed max length 4096' });
        if (!pace('wecomBot', 20)) return void json(response, { errcode: 45009, errmsg: 'api freq out of limit' });
        take('wecomBot', raw, content);
        return void json(response, { errcode: 0, errmsg: 'ok' });
      }
      case '/robot/send': {
        if (url.searchParams.get('access_token') !== self.keys.dingToken)
          return void json(response, { errcode: 300001, errmsg: 'token is not exist' });
        const at = url.searchParams.get('timestamp') ?? '';
        if (Math.abs(Number(at) - serverNow) > 3_600_000) return void json(response, { errcode: 310000, errmsg: 'invalid timestamp' });
        const sign = createHmac('sha256', self.keys.dingSecret).update(`${at}\n${self.keys.dingSecret}`).digest('base64');
        if (url.searchParams.get('sign') !== sign) return void json(response, { errcode: 310000, errmsg: 'sign not match' });
        const message = JSON.parse(raw) as { msgtype: string; markdown?: { title?: string; text?: string }; at?: { isAtAll?: boolean } };
        if (message.msgtype !== 'markdown' || !message.markdown?.title || !message.markdown.text)
          return void json(response, { errcode: 400106, errmsg: 'invalid msgtype' });
        if (!pace('dingtalkBot', 20)) return void json(response, { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' });
        take('dingtalkBot', raw, message.markdown.text);
        return void json(response, { errcode: 0, errmsg: 'ok' });
      }
      case '/cgi-bin/gettoken': {
        if (url.searchParams.get('corpid') !== 'ww1' || url.searchParams.get('corpsecret') !== self.keys.corpSecret)
          return void json(response, { errcode: 40001, errmsg: 'invalid credential' });
        token = randomBytes(8).toString('hex');
        self.tokensGiven++;
        return void json(response, { errcode: 0, errmsg: 'ok', access_token: token, expires_in: 7200 });
      }
      case '/cgi-bin/user/getuserid': {
        const userid = users.get((JSON.parse(raw) as { mobile: string }).mobile);
        return void json(response, userid ? { errcode: 0, errmsg: 'ok', userid } : { errcode: 46004, errmsg: 'user not exist' });
      }
      case '/cgi-bin/message/send': {
        if (url.searchParams.get('access_token') !== token) return void json(response, { errcode: 42001, errmsg: 'access_token expired' });
        const message = JSON.parse(raw) as {
          touser: string;
          agentid: number;
          msgtype: string;
          template_card?: {
            card_type: string;
            main_title?: { title?: string };
            card_action?: { type: number; url?: string };
            horizontal_content_list?: unknown[];
          };
        };
        const card = message.template_card;
        const isGood =
          message.agentid === 1000002 &&
          message.msgtype === 'template_card' &&
          card?.card_type === 'text_notice' &&
          card.main_title?.title &&
          card.card_action?.type === 1 &&
          /^https?:/.test(card.card_action.url ?? '') &&
          (card.horizontal_content_list?.length ?? 0) <= 6;
        if (!isGood) return void json(response, { errcode: 40058, errmsg: 'invalid template_card' });
        const to = message.touser.split('|');
        const invalid = to.filter((id) => ![...users.values()].includes(id) || id === 'liming');
        if (invalid.length === to.length) return void json(response, { errcode: 81013, errmsg: 'user & party & tag all invalid' });
        take('wecomApp', raw, card?.main_title?.title ?? '', to);
        return void json(response, { errcode: 0, errmsg: 'ok', invaliduser: invalid.join('|') });
      }
      case '/sms': {
        if (request.headers.authorization !== `Bearer ${self.keys.smsSecret}`) return void response.writeHead(401).end('bad token');
        const message = JSON.parse(raw) as { phone: string; params: string[] };
        if (message.params.some((one) => [...one].length > 35)) return void json(response, { code: 'PARAM_TOO_LONG' });
        take('sms', raw, message.params.join(' '), [message.phone]);
        return void json(response, { code: 'OK' });
      }
      default: {
        const feishu = /^\/open-apis\/bot\/v2\/hook\/(.+)$/.exec(url.pathname);
        if (feishu) {
          if (feishu[1] !== self.keys.feishuHook)
            return void json(response, { code: 19001, msg: 'param invalid: incoming webhook access token invalid' });
          const message = JSON.parse(raw) as { timestamp?: string; sign?: string; msg_type: string; content?: { text?: string } };
          const seconds = Number(message.timestamp);
          const sign = createHmac('sha256', `${message.timestamp}\n${self.keys.feishuSecret}`).update('').digest('base64');
          if (message.sign !== sign || Math.abs(seconds * 1000 - serverNow) > 3_600_000)
            return void json(response, { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' });
          if (message.msg_type !== 'text' || !message.content?.text) return void json(response, { code: 9499, msg: 'bad request' });
          take('feishuBot', raw, message.content.text);
          return void json(response, { code: 0, msg: 'success' });
        }
        const push = /^\/push\/(.+)$/.exec(url.pathname);
        const device = push?.[1] ? devices.get(push[1]) : undefined;
        if (!device) return void response.writeHead(404).end();
        if (self.gone.has(device.id)) return void response.writeHead(410).end();
        const fault = vapidFault(request, url.origin, now());
        if (fault) return void response.writeHead(403).end(fault);
        if (request.headers['content-encoding'] !== 'aes128gcm' || !request.headers.ttl) return void response.writeHead(400).end('headers');
        if (body.length > 4096) return void response.writeHead(413).end();
        const text = device.decrypt(body);
        take('push', text, text, [device.id]);
        return void response.writeHead(201).end();
      }
    }
  }

  const self: ChannelServer = {
    url: `http://127.0.0.1:${port}`,
    host: '127.0.0.1',
    taken: [],
    requests: [],
    broken: null,
    clockOffsetMs: 0,
    keys: {
      bot: 'bot-key-0001',
      dingToken: 'ding-token-0001',
      dingSecret: 'SECding0001',
      feishuHook: 'feishu-hook-0001',
      feishuSecret: 'feishu-secret-0001',
      corpSecret: 'corp-secret-0001',
      smsSecret: 'sms-secret-0001',
    },
    gone: new Set(),
    device() {
      const device = newDevice(self.url);
      devices.set(device.id, device);
      return device;
    },
    tokensGiven: 0,
    now,
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
  return self;
}

/** RFC 8292: a token signed by the key that it names, for this very service, not for longer than a day. */
function vapidFault(request: IncomingMessage, origin: string, at: number): string | null {
  const match = /^vapid t=([^,]+), ?k=(.+)$/.exec(request.headers.authorization ?? '');
  if (!match) return 'no vapid';
  const [, jwt = '', k = ''] = match;
  const [header = '', claims = '', signature = ''] = jwt.split('.');
  const point = Buffer.from(k, 'base64url');
  const key = createPublicKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
  });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) return 'signature';
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; exp: number; sub: string };
  if (aud !== origin) return 'aud';
  if (exp * 1000 < Math.min(at, Date.now()) || exp * 1000 > Date.now() + 86_400_000 + 60_000) return 'exp';
  return /^(https:|mailto:)/.test(sub) ? null : 'sub';
}

/** A browser's side of RFC 8291: its keys, and the decryption of what comes. */
function newDevice(base: string): Device {
  const ecdh = createECDH('prime256v1');
  const publicKey = ecdh.generateKeys();
  const auth = randomBytes(16);
  const id = randomBytes(8).toString('hex');
  return {
    id,
    endpoint: `${base}/push/${id}`,
    keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    decrypt(body) {
      const salt = body.subarray(0, 16);
      const length = body.readUInt8(20);
      const sender = body.subarray(21, 21 + length);
      const sealed = body.subarray(21 + length);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender]);
      const ikm = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32));
      const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
      const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
      const decipher = createDecipheriv('aes-128-gcm', key, nonce);
      decipher.setAuthTag(sealed.subarray(-16));
      const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      // The last record ends with 2 and padding.
      return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
    },
  };
}
