import type { PlaceCheckKey, PlaceKind, PlaceProblemKind } from '@muster/contract/places/place-kinds';
import type { PlaceProblemState, RoundState } from '@muster/contract/places/place-machines';
import type { QueueShown } from '@muster/contract/places/queue.rules';
import { dictionary } from './dictionary.ts';

type PlaceWords = {
  kind: Record<PlaceKind, string>;
  queue: Record<QueueShown, string>;
  problem: Record<PlaceProblemKind, string>;
  problemState: Record<PlaceProblemState, string>;
  check: Record<PlaceCheckKey, string>;
  round: Record<RoundState, string>;
};

/** What is there to choose from at a place, as console, phone and feed call it. */
export const placeWords: PlaceWords = dictionary<PlaceWords>(
  {
    kind: { gate: '出入口', checkpoint: '卡点', testPoint: '采样点', isolationDoor: '隔离门', deliveryPoint: '配送点' },
    queue: { short: '短', long: '长', closed: '停采', unknown: '不清楚' },
    problem: { noPower: '停电', noReagents: '缺试剂', noSupplies: '缺物资', crowd: '人太多', tooFewPeople: '人手不够', other: '其他' },
    problemState: { open: '没人看', seen: '在办', settled: '已解决' },
    check: { twoMetres: '排队隔两米', order: '现场有序', policyExplained: '政策讲清楚' },
    round: { planned: '排好', open: '开着', closed: '结束' },
  },
  {
    kind: {
      gate: 'Gate',
      checkpoint: 'Checkpoint',
      testPoint: 'Test point',
      isolationDoor: 'Isolation door',
      deliveryPoint: 'Delivery point',
    },
    queue: { short: 'short', long: 'long', closed: 'closed', unknown: 'unknown' },
    problem: {
      noPower: 'no power',
      noReagents: 'no reagents',
      noSupplies: 'no supplies',
      crowd: 'too many people',
      tooFewPeople: 'too few helpers',
      other: 'something else',
    },
    problemState: { open: 'nobody looked', seen: 'in hand', settled: 'settled' },
    check: { twoMetres: 'two metres in the queue', order: 'order on site', policyExplained: 'policy explained' },
    round: { planned: 'planned', open: 'open', closed: 'closed' },
  },
);
