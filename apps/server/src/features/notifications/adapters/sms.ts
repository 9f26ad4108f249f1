import { randomUUID } from 'node:crypto';
import { urgencyWord } from '../wording.ts';
import { type Adapter, ask, said, sent } from './adapter.ts';

/** Variables of a reviewed text are at most 35 characters long; its link is part of the text and never changes. */
const variableMost = 35;

/** What may stand in a message by SMS: how urgent, which number, and no title: 登录 xx 查看，编号 4821. */
function variablesOf(things: readonly { facts: { number: string }; urgency: 'immediate' | 'urgent' | 'routine' }[]) {
  const [first] = things;
  const number = things.length > 1 ? `${first?.facts.number ?? ''}等 ${things.length} 件` : (first?.facts.number ?? '');
  const most = things.find((one) => one.urgency === 'immediate') ?? things.find((one) => one.urgency === 'urgent') ?? first;
  return { number: number.slice(0, variableMost), urgency: most ? urgencyWord(most.urgency) : '' };
}

/** An SMS gateway by a template of its request. */
export const sms: Adapter = {
  // Gateways take some dozens a second; a city's desks are told within four minutes.
  perMinute: 3000,
  recipientsMost: 1,
  async send({ settings, secrets, parcel, recipients, outbound }) {
    const [recipient] = recipients;
    if (!recipient?.mobile) return [{ state: 'refused', code: 'no-mobile', detail: '', ofRecipient: true }];
    const values: Record<string, string> = {
      ...variablesOf(parcel.things),
      mobile: recipient.mobile,
      secret: secrets.secret ?? '',
      id: randomUUID(),
    };
    const isJson = settings.contentType === 'application/json';
    const escaped = (text: string) => (isJson ? JSON.stringify(text).slice(1, -1) : encodeURIComponent(text));
    const filled = (text: string, fit: (value: string) => string) =>
      text.replace(/\{(mobile|number|urgency|secret|id)\}/g, (_, name: string) => fit(values[name] ?? ''));
    const [name, ...rest] = String(settings.header ?? '').split(':');
    const header =
      name && rest.length > 0 ? { [name.trim()]: filled(rest.join(':').trim(), (value) => value.replace(/[^\x20-\x7e]/g, '')) } : {};
    const answer = await ask(outbound, {
      url: String(settings.url),
      method: 'POST',
      headers: { 'content-type': `${settings.contentType}; charset=utf-8`, ...header },
      body: filled(String(settings.body), escaped),
    });
    if ('failed' in answer) return [answer.failed];
    const { status, text } = answer.answer;
    const wanted = String(settings.okText ?? '');
    const isGood = status >= 200 && status < 300 && (wanted === '' || text.includes(wanted));
    if (isGood) return [sent];
    // What it says may repeat the number that it was sent.
    return [{ state: 'refused', code: `http-${status}`, detail: said(text).replaceAll(recipient.mobile, '…') }];
  },
};
