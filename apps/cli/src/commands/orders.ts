import type { Counts, OrderSummary } from '@muster/contract/orders/orders.operations';
import { StartFault } from '@muster/server/platform/start-fault';
import { readOptions } from '../options.ts';
import { inCity, type Shell } from '../shell.ts';
import type { ShellCommand } from '../shell-command.ts';

const states = ['open', 'closed', 'withdrawn', 'late', 'forReview'] as const;
const listUsage = `[--state ${states.join('|')}] [--limit N]`;

export const orderList: ShellCommand = {
  name: 'order list',
  usage: listUsage,
  summary: 'orders of the city and below, newest first',
  async run(args, databases) {
    const { values } = readOptions(args, `order list ${listUsage}`, {
      state: { type: 'string' },
      limit: { type: 'string', default: '20' },
    });
    const state = states.find((one) => one === values.state);
    if (values.state && !state) throw new StartFault(`"${values.state}" is no state of a list.`, `One of ${states.join(', ')}.`);
    const page = await inCity(databases, ({ read }) => read('listOrders', { limit: Number(values.limit), ...(state && { state }) }));
    for (const order of page.items) console.log(line(order));
    if (page.items.length === 0) console.log('No order.');
    else if (page.nextCursor) console.log('There are more: --limit N');
    return 0;
  },
};

export const orderShow: ShellCommand = {
  name: 'order show',
  usage: 'NUMBER|ID',
  summary: 'one order with its receipts: a number as 47, or 市指〔2022〕47号',
  async run(args, databases) {
    const asked = args[0];
    if (!asked) throw new StartFault('No order is named.', 'Usage: muster order show NUMBER|ID');
    await inCity(databases, async (shell) => {
      const order = await shell.read('getOrder', { orderId: await orderId(shell, asked) });
      console.log(`${line(order)}\n`);
      console.log(`to            ${order.audienceText} (${order.receiptCount} receipts)`);
      console.log(`issued        ${local(order.issuedAt)} by ${order.issuerPersonName}, ${order.issuerName}`);
      console.log(`acknowledge   by ${local(order.acknowledgeBy)}`);
      if (order.answerBy) console.log(`answer        by ${local(order.answerBy)}`);
      if (order.nextEscalationAt) console.log(`escalates     ${local(order.nextEscalationAt)} to ${order.nextEscalationTo.join(', ')}`);
      if (order.closedAt) console.log(`closed        ${local(order.closedAt)}${order.closeNote ? `: ${order.closeNote}` : ''}`);
      console.log(`\n${order.body}\n`);
      const receipts = await shell.read('listReceipts', { orderId: order.id, limit: 50 });
      for (const receipt of receipts.items) {
        const { attention, areaCode, areaName, recipientName, state } = receipt;
        console.log(
          `  ${areaCode.padEnd(16)}${state.padEnd(14)}${attention.state.padEnd(12)}${areaName}${recipientName ? ` ${recipientName}` : ''}`,
        );
      }
      if (receipts.nextCursor) console.log(`  … of ${order.receiptCount} receipts`);
    });
    return 0;
  },
};

async function orderId({ read }: Shell, asked: string): Promise<string> {
  if (/^[0-9a-f-]{36}$/i.test(asked)) return asked;
  const { items } = await read('listOrders', { q: asked, limit: 20 });
  const exact = items.filter((order) => order.numberText === asked);
  const found = exact.length > 0 ? exact : items;
  if (found.length === 1 && found[0]) return found[0].id;
  if (found.length === 0) throw new StartFault(`There is no order "${asked}".`, 'npm run muster order list');
  throw new StartFault(
    `"${asked}" is the number of ${found.length} orders.`,
    `Name one in full:\n${found.map((order) => `${order.numberText}  ${order.title}`).join('\n')}`,
  );
}

function line(order: OrderSummary): string {
  return `${order.numberText}  ${order.state}  ${order.urgency}  ${order.title}  [${counts(order.counts)}]`;
}

function counts({ late, waiting, inHand, forReview, done }: Counts): string {
  return (
    [`${late} late`, `${waiting} waiting`, `${inHand} in hand`, `${forReview} for review`, `${done} done`]
      .filter((text) => !text.startsWith('0 '))
      .join(', ') || 'no receipts'
  );
}

/** As the clocks of the city show it. */
function local(at: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
}
