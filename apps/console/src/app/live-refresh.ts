import type { OperationName } from '@muster/client/call';
import type { LiveEvent } from '@muster/client/live';

export interface Refresh {
  /** `all`: whatever is on the screen. */
  name: OperationName | 'all';
  /** Only queries whose input has this value; without it, all of that name. */
  match?: Record<string, string>;
  /** Only queries that show a receipt which was delegated by this order: they say how far it has come. */
  delegatedBy?: string;
}

interface Read {
  queryKey: readonly unknown[];
  state: { data: unknown };
}

/** Whether a view that was read is one of those that became old. */
export function isOld({ name, match, delegatedBy }: Refresh, { queryKey, state }: Read): boolean {
  if (name === 'all') return true;
  if (queryKey[0] !== name) return false;
  const input = queryKey[1] as Record<string, unknown>;
  if (!Object.entries(match ?? {}).every(([key, value]) => input[key] === value)) return false;
  return delegatedBy === undefined || receiptsIn(state.data).some((receipt) => receipt.delegated?.orderId === delegatedBy);
}

interface Delegated {
  delegated?: { orderId: string } | null;
}

/** The receipts of a list that pages, or the one receipt that was read. */
function receiptsIn(data: unknown): Delegated[] {
  if (typeof data !== 'object' || data === null) return [];
  return 'pages' in data ? (data as { pages: { items: Delegated[] }[] }).pages.flatMap((page) => page.items) : [data as Delegated];
}

const territoryChanges = ['area.renamed', 'area.recoded', 'areas.merged', 'area.split', 'area.sessionsFollowed'];
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
      const above = event.orderId ? { delegatedBy: event.orderId } : {};
      const details: Refresh[] = [{ name: 'listReceipts', ...order }, { name: 'getReceipt', ...receipt }, { name: 'listFeed' }];
      if (event.type === 'receipt.delivered' || event.type === 'receipt.opened') return details;
      return [
        ...details,
        { name: 'listReceipts', ...above },
        { name: 'getReceipt', ...above },
        { name: 'getOrder', ...order },
        ...(event.type === 'order.supportRequested' ? [{ name: 'getOrder' as const }, { name: 'listReceipts' as const }] : []),
        ...(event.type === 'order.amended' || event.type === 'order.issued'
          ? [{ name: 'listRevisions' as const, ...order }, { name: 'listCopies' as const }]
          : []),
        { name: 'getReceiptTree', ...order },
        { name: 'summariseGroundAnswers', ...order },
        { name: 'listGroundAnswers', ...order },
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
      // Where everything stands may have changed, the reader's own desk too.
      if (territoryChanges.includes(event.type)) return [{ name: 'all' }];
      return areaViews.map((name) => ({ name }));
    case 'compoundImport':
      return ['getCompoundImport', 'listCompoundImports', 'listCompounds', 'summariseCompounds', 'listCompoundDuplicates', 'listFeed'].map(
        (name) => ({
          name: name as OperationName,
        }),
      );
    case 'outlines':
      return ['listAreaOutlines', 'listCompoundGround', 'getCompound', 'listFeed'].map((name) => ({ name: name as OperationName }));
    case 'compound':
    case 'compounds':
      return [
        'listCompounds',
        'listCompoundGround',
        'getCompound',
        'summariseCompounds',
        'listCompoundDuplicates',
        'getReceipt',
        'listFeed',
      ].map((name) => ({
        name: name as OperationName,
      }));
    case 'zone':
      return [
        'listZones',
        'listZonesAt',
        'summariseZones',
        'getZone',
        'listZoneHistory',
        'listZoneRegimes',
        'listZoneNotices',
        'getZoneNotice',
        'listZoneProposals',
        'previewZoneNotice',
        'getAttention',
        'listAttention',
        'listFeed',
      ].map((name) => ({ name: name as OperationName }));
    case 'checklist':
      return [
        'listChecklists',
        'getChecklist',
        'getChecklistProgress',
        'listDeskChecklists',
        'getDeskChecklist',
        'getAttention',
        'listAttention',
        'listFeed',
      ].map((name) => ({ name: name as OperationName }));
    case 'patch':
    case 'absence':
      return [
        'listPatches',
        'getPatch',
        'getCoverage',
        'listPatchPeople',
        'getPatchTroubles',
        'listPatchRoles',
        'syncGround',
        'getAttention',
        'listAttention',
        'listFeed',
      ].map((name) => ({ name: name as OperationName }));
    case 'place':
      return [
        'listPlaces',
        'getPlace',
        'summarisePlaces',
        'listTestPoints',
        'listPlaceProblems',
        'getAttention',
        'listAttention',
        'listFeed',
      ].map((name) => ({
        name: name as OperationName,
      }));
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
