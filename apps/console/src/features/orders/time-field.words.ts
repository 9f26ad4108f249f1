import { dictionary } from '@muster/ui/words/dictionary';

export const timeFieldWords = dictionary(
  {
    unread: (typed: string) => `“${typed}”看不出是几点。写成 12:00、明天 9:00 或 5-11 09:30`,
    early: (earliest: string) => `这个时间太早，最早可填 ${earliest}`,
  },
  {
    unread: (typed) => `“${typed}” is no time. Write 12:00, tomorrow 9:00 or 5-11 09:30`,
    early: (earliest) => `Too early. Earliest is ${earliest}`,
  },
);
