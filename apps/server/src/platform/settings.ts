import { type FilePurpose, fileMegabytesMost } from '@muster/contract/files/file-kinds';
import type { Windows } from '@muster/contract/orders/limits';

/** How people are told of what does not hurry. */
export interface TellingSettings {
  /** Routine messages of this many minutes are one. */
  digestMinutes: number;
  /** Minutes of the day in city time between which routine messages wait; null: never. */
  quiet: { from: number; to: number } | null;
}

export const tellingUsually: TellingSettings = { digestMinutes: 30, quiet: { from: 22 * 60, to: 7 * 60 } };

/** What a city may set otherwise; the same for all its commands and views. */
export interface CitySettings {
  /** Milliseconds to acknowledge, by urgency. */
  acknowledgeWithin: Windows;
  /** Milliseconds that a command may wait for its predecessor before its desk is told. */
  flagHeldAfter?: number;
  telling: TellingSettings;
  /** Bytes of one file, by what it is for. */
  fileBytesMost: Readonly<Record<FilePurpose, number>>;
}

const megabyte = 1024 * 1024;
export const fileBytesUsually = { photo: fileMegabytesMost.photo * megabyte, attachment: fileMegabytesMost.attachment * megabyte };
