import type { Windows } from '@muster/contract/orders/limits';

/** What a city may set otherwise; the same for all its commands and views. */
export interface CitySettings {
  /** Milliseconds to acknowledge, by urgency. */
  acknowledgeWithin: Windows;
  /** Milliseconds that a command may wait for its predecessor before its desk is told. */
  flagHeldAfter?: number;
}
