export interface WrittenSpan {
  id: string;
  from: string;
  to: string;
  weekdays: number[];
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
export const newSpan = (id: string): WrittenSpan => ({ id, from: '', to: '', weekdays: everyDay });

export const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
export const isWhole = (span: WrittenSpan) => isTime(span.from) && isTime(span.to) && span.weekdays.length > 0;

/** 700, 7:00 and 7：00 are 07:00; what is no time stays as it was typed. */
export function asTime(typed: string): string {
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2})[:：]?(\d{2})\s*$/.exec(typed) ?? [];
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  return isTime(time) ? time : typed;
}
