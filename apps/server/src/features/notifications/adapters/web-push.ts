import webpush from 'web-push';
import { digestHead, linesOf, type Parcel } from '../wording.ts';
import { type Adapter, ask, said, sent } from './adapter.ts';

/** What the phone's service worker shows, and where a tap leads. At most some hundred bytes of the 4096 that fit. */
export function pushPayload(parcel: Parcel): { title: string; body: string; path: string; tag: string } {
  const lines = linesOf({ ...parcel, publicUrl: '' });
  const [first] = lines;
  if (!first) throw new Error('an empty parcel');
  const isOne = lines.length === 1;
  return {
    title: isOne ? first.head : digestHead(lines.length),
    body: (isOne ? [first.title, first.limit] : lines.slice(0, 5).map((line) => `${line.head} ${line.title ?? ''}`))
      .filter(Boolean)
      .join('\n'),
    path: isOne ? (first.link ?? '/m/') : '/m/',
    // The same told again (reminded, or sent twice by a kill) takes the place of what stands there.
    tag: isOne ? (first.link ?? 'muster') : 'muster-digest',
  };
}

/** Web Push (RFC 8030, 8291, 8292) with keys of our own; no service of anybody but the browser's maker. */
export const webPush: Adapter = {
  perMinute: 60_000,
  recipientsMost: 1,
  async send({ secrets, parcel, recipients, outbound }) {
    const push = recipients[0]?.push;
    if (!push) return [{ state: 'gone', code: 'ended', detail: '' }];
    const isHurried = parcel.things.some((one) => one.urgency !== 'routine');
    const details = webpush.generateRequestDetails(
      { endpoint: push.endpoint, keys: { p256dh: push.p256dh, auth: push.auth } },
      JSON.stringify(pushPayload(parcel)),
      {
        vapidDetails: { subject: secrets.subject ?? '', publicKey: secrets.publicKey ?? '', privateKey: secrets.privateKey ?? '' },
        // A phone that is off gets it within a day, no later: the list in the app is the truth.
        TTL: 86_400,
        urgency: isHurried ? 'high' : 'normal',
      },
    );
    const headers = Object.fromEntries(Object.entries(details.headers).map(([name, value]) => [name, String(value)]));
    const answer = await ask(outbound, { url: details.endpoint, method: 'POST', headers, body: details.body ?? Buffer.alloc(0) });
    if ('failed' in answer) return [answer.failed];
    const { status, text } = answer.answer;
    if (status >= 200 && status < 300) return [sent];
    if (status === 404 || status === 410) return [{ state: 'gone', code: `http-${status}`, detail: '' }];
    return [{ state: 'refused', code: `http-${status}`, detail: said(text) }];
  },
};
