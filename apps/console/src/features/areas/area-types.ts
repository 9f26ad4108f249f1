import type { OperationOf, ResultOf } from '@muster/client/types';

/** An area as its own page reads it. */
export type AreaDetail = ResultOf<OperationOf<'getArea'>>;
export type Desk = ResultOf<OperationOf<'getDesk'>>;
export type DeskPerson = Desk['people'][number];
export type OpenItem = ResultOf<OperationOf<'listAttention'>>['items'][number];
