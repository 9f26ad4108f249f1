import type { OperationOf, ResultOf } from '@muster/client/types';

export type Figure = ResultOf<OperationOf<'getFigure'>>;

/** What a figure is asked about: an area (one's own when absent) and a span of days. */
export interface FigureScope {
  areaCode?: string;
  from: string;
  to: string;
}
