import type { Outbound } from '../../../platform/outbound.ts';
import { digestHead, type Line, linesOf, type Parcel, plainOf } from '../wording.ts';
import { type Adapter, askJson, type Delivery, type Failed, jsonPost, type Outcome, said, sent } from './adapter.ts';

interface Token {
  text: string;
  until: number;
}

/** By application: valid for 7200 s, and asking for it too often is refused. Ours alone; a second process has its own. */
const tokens = new Map<string, Token>();
/** User ids by mobile number of one application, for a day: looked up once and not at every order. */
const userIds = new Map<string, { id: string | null; until: number }>();
const dayMs = 86_400_000;

const appKey = ({ settings, secrets }: Delivery) => `${settings.baseUrl} ${settings.corpId} ${secrets.corpSecret}`;

async function tokenOf(delivery: Delivery): Promise<{ token: string } | { failed: Failed }> {
  const { settings, secrets, outbound, now } = delivery;
  const key = appKey(delivery);
  const known = tokens.get(key);
  if (known && known.until > now.getTime()) return { token: known.text };
  const query = new URLSearchParams({ corpid: String(settings.corpId), corpsecret: secrets.corpSecret ?? '' });
  const answer = await askJson(outbound, { url: `${settings.baseUrl}/cgi-bin/gettoken?${query}`, method: 'GET' });
  if ('failed' in answer) return answer;
  const { errcode, errmsg, access_token, expires_in } = answer.body;
  if (errcode !== 0 || typeof access_token !== 'string') return { failed: failure(errcode, errmsg) };
  // Two minutes before its end: it must not run out on the way.
  tokens.set(key, { text: access_token, until: now.getTime() + (Number(expires_in ?? 7200) - 120) * 1000 });
  return { token: access_token };
}

function failure(errcode: unknown, errmsg: unknown): Failed {
  const code = String(errcode);
  const detail = said(errmsg);
  // Busy, too often: later. Everything else (wrong secret, 60020: this server is not on their list) stays wrong until it is changed.
  if (code === '-1' || code === '45009' || code === '45033') return { state: 'slow', code, detail, afterMs: 60_000 };
  return { state: 'refused', code, detail };
}

async function userIdOf(delivery: Delivery, token: string, mobile: string): Promise<{ id: string | null } | { failed: Failed }> {
  if (delivery.settings.userIds === 'mobile') return { id: mobile };
  const key = `${appKey(delivery)} ${mobile}`;
  const known = userIds.get(key);
  if (known && known.until > delivery.now.getTime()) return known;
  const answer = await askJson(
    delivery.outbound,
    jsonPost(`${delivery.settings.baseUrl}/cgi-bin/user/getuserid?access_token=${encodeURIComponent(token)}`, { mobile }),
  );
  if ('failed' in answer) return answer;
  const { errcode, errmsg, userid } = answer.body;
  // 46004, 60111: nobody there has this number.
  if (errcode !== 0 && ![46004, 60111].includes(Number(errcode))) return { failed: failure(errcode, errmsg) };
  const found = { id: errcode === 0 && typeof userid === 'string' ? userid : null, until: delivery.now.getTime() + dayMs };
  userIds.set(key, found);
  return found;
}

/** A card without buttons: buttons need a callback that WeCom can reach. Without a public address there is nowhere to lead: plain text. */
function messageOf(parcel: Parcel): Record<string, unknown> {
  const lines = linesOf(parcel);
  const [only] = lines;
  const link = only?.link ?? null;
  if (!only || link === null) return { msgtype: 'text', text: { content: plainOf(parcel, 2048) } };
  return {
    msgtype: 'template_card',
    template_card: {
      card_type: 'text_notice',
      main_title: lines.length > 1 ? { title: digestHead(lines.length) } : { title: only.head, desc: only.title ?? '' },
      horizontal_content_list: lines.length > 1 ? lines.slice(0, 6).map(brief) : only.limit ? [pair(only.limit)] : [],
      card_action: { type: 1, url: lines.length > 1 ? new URL('/m/', link).href : link },
    },
  };
}

const pair = (limit: string) => ({ keyname: limit.split(' ')[0] ?? '', value: limit.split(' ').slice(1).join(' ') });
const brief = (line: Line) => ({ keyname: line.head.slice(0, 30), value: line.title ?? line.limit ?? '' });

async function post(outbound: Outbound, delivery: Delivery, token: string, ids: readonly string[]) {
  const { settings, parcel } = delivery;
  return askJson(
    outbound,
    jsonPost(`${settings.baseUrl}/cgi-bin/message/send?access_token=${encodeURIComponent(token)}`, {
      touser: ids.join('|'),
      agentid: Number(settings.agentId),
      ...messageOf(parcel),
      // The same again within ten minutes is ours after a kill: once is enough.
      enable_duplicate_check: 1,
      duplicate_check_interval: 600,
    }),
  );
}

/** Message of an application of WeCom to persons by name; who is not in it (`invaliduser`) was not reached. */
export const wecomApp: Adapter = {
  // 200 × accounts a day and 30 a minute for one person; what counts here is the API's own limit.
  perMinute: 600,
  recipientsMost: 500,
  async send(delivery) {
    const { recipients, outbound } = delivery;
    let got = await tokenOf(delivery);
    if ('failed' in got) return recipients.map(() => (got as { failed: Failed }).failed);
    const ids: (string | null)[] = [];
    for (const { mobile } of recipients) {
      const found = mobile === null ? { id: null } : await userIdOf(delivery, got.token, mobile);
      if ('failed' in found) return recipients.map(() => found.failed);
      ids.push(found.id);
    }
    const known = ids.filter((id) => id !== null);
    const nobody: Outcome = { state: 'refused', code: 'no-user', detail: '', ofRecipient: true };
    if (known.length === 0) return recipients.map(() => nobody);
    let answer = await post(outbound, delivery, got.token, known);
    if ('body' in answer && [40014, 42001].includes(Number(answer.body.errcode))) {
      // The token was taken back before its time.
      tokens.delete(appKey(delivery));
      got = await tokenOf(delivery);
      if ('failed' in got) return recipients.map(() => (got as { failed: Failed }).failed);
      answer = await post(outbound, delivery, got.token, known);
    }
    if ('failed' in answer) {
      const { failed } = answer;
      return recipients.map(() => failed);
    }
    const { errcode, errmsg, invaliduser } = answer.body;
    // 81013: none of them is in it; the list says the same.
    const invalid = new Set(errcode === 81013 ? known : String(invaliduser ?? '').split('|'));
    if (errcode !== 0 && errcode !== 81013) return recipients.map(() => failure(errcode, errmsg));
    return ids.map((id): Outcome => {
      if (id === null) return nobody;
      return invalid.has(id) ? { state: 'refused', code: 'invaliduser', detail: '', ofRecipient: true } : sent;
    });
  },
};
