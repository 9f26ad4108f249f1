import { newId } from '@muster/client/ids';
import { demonstrationPassword } from '../../apps/server/src/app/demonstration/cast.ts';
import type { Api } from './api.ts';

type As = (userName: string) => Promise<Api>;

/**
 * The demonstration has people at every desk and sign-ins for a few of them. A journey that needs another desk gives one
 * of its people a sign-in, as the security administrator does.
 */
export async function userAt(as: As, areaCode: string): Promise<string> {
  const userName = `e2e${areaCode}`;
  const security = await as('fengxue');
  const { items } = await security.call('listAccounts', { q: userName });
  if (items.some((one) => one.userName === userName)) return userName;
  const desk = await (await as('zhouyan')).call('getDesk', { code: areaCode });
  for (const { personId } of desk.people) {
    const made = security.call('createAccount', { accountId: newId(), personId, userName, password: demonstrationPassword });
    // Who came here when communities were merged has a sign-in of the place where he was.
    const hasOne = await made.then(() => false, isTaken);
    if (!hasOne) return userName;
  }
  throw new Error(`nobody at ${areaCode} without a sign-in`);
}

function isTaken(error: Error): true {
  if (error.message.includes('auth.user-name-taken')) return true;
  throw error;
}

/** The receipt of this desk on an order, once it has come. */
export async function receiptOn(desk: Api, orderId: string) {
  const { items } = await desk.call('listInbox', { limit: 200 });
  const receipt = items.find((one) => one.orderId === orderId);
  if (!receipt) throw new Error(`no receipt on ${orderId}`);
  return receipt;
}

/** Answers every question with yes, for every thing. */
export async function answerYes(desk: Api, orderId: string): Promise<void> {
  const receipt = await receiptOn(desk, orderId);
  const values = Object.fromEntries(
    receipt.order.questions.map((question) => [
      question.key,
      question.perArea ? Object.fromEntries(receipt.things.map((thing) => [thing.code, true])) : true,
    ]),
  );
  await desk.call('answerReceipt', { receiptId: receipt.id, answer: { values } });
}
