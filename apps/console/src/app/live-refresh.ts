import type { OperationName } from '@muster/client/call';
import type { LiveEvent } from '@muster/client/live';

interface Refresh {
  name: OperationName;
  /** Only queries whose input has this value; without it, all of that name. */
  match?: Record<string, string>;
}

const areaViews: OperationName[] = ['listAreas', 'listChildAreas', 'getArea', 'searchAreas'];
const peopleViews: OperationName[] = ['listPeople', 'getPerson', 'getDesk', 'listChildAreas', 'listUnits', 'listAccounts'];

/** Which views an event makes old. Deliveries and openings move no counts, so they refresh only what shows them. */
export function refreshesOf(event: Pick<LiveEvent, 'type' | 'orderId' | 'receiptId'>): Refresh[] {
  const subject = event.type.split('.')[0] ?? '';
  switch (subject) {
    case 'order':
    case 'receipt': {
      const order = event.orderId ? { match: { orderId: event.orderId } } : {};
      const receipt = event.receiptId ? { match: { receiptId: event.receiptId } } : {};
      const details: Refresh[] = [{ name: 'listReceipts', ...order }, { name: 'getReceipt', ...receipt }, { name: 'listFeed' }];
      if (event.type === 'receipt.delivered' || event.type === 'receipt.opened') return details;
      return [
        ...details,
        { name: 'getOrder', ...order },
        { name: 'getReceiptTree', ...order },
        { name: 'listOrders' },
        { name: 'listInbox' },
        { name: 'getInboxSummary' },
        { name: 'getAttention' },
        { name: 'listAttention' },
        { name: 'listFigures' },
        { name: 'getFigure' },
        { name: 'listFigureRecords' },
      ];
    }
    case 'incident':
      return [{ name: 'getSession' }, { name: 'getCurrentIncident' }, { name: 'listIncidents' }, { name: 'listFeed' }];
    case 'area':
    case 'areas':
      return areaViews.map((name) => ({ name }));
    case 'person':
    case 'people':
    case 'unit':
    case 'assignment':
      // Who is on duty decides which desks are staffed, so receipts waiting there change their reason.
      return [...peopleViews, 'getAttention', 'listReceipts', 'getReceiptTree'].map((name) => ({ name: name as OperationName }));
    case 'auth':
      return [{ name: 'listAccounts' }, { name: 'listSessions' }];
    default:
      return [];
  }
}
