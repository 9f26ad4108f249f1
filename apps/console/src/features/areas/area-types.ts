import type { OperationOf, ResultOf } from '@muster/client/types';

/** A community or a grid: everything open in it fits one list. */
export function isSmall(area: { level: AreaDetail['level'] }): boolean {
  return area.level === 'community' || area.level === 'grid';
}

/** One read for the sentence and the list: of a large area enough that what its own desk owes is among it. */
export function openOf(area: AreaDetail): { areaCode: string; limit: number } {
  return { areaCode: area.code, limit: isSmall(area) ? 50 : 200 };
}

/** An area as its own page reads it. */
export type AreaDetail = ResultOf<OperationOf<'getArea'>>;
export type Desk = ResultOf<OperationOf<'getDesk'>>;
export type DeskPerson = Desk['people'][number];
export type OpenItem = ResultOf<OperationOf<'listAttention'>>['items'][number];
