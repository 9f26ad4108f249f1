import { cityDay, cityInstant, formatDay } from '@muster/ui/format';
import { useState } from 'preact/hooks';
import { announce } from '../../app/announce.ts';
import { useSession } from '../../app/session.ts';
import { Chips } from '../../pieces/choices.tsx';
import { DayField, noonOf } from '../../pieces/day-field.tsx';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { absenceDays, plusDays } from './absence-days.ts';
import { sayAbsent } from './acts.ts';
import p from './patches.module.css';
import { patchWords as w } from './patches.words.ts';

type Reason = 'isolated' | 'away';

/** 我暂时来不了: two taps where it begins now and its end is not known. */
export function AbsenceSheet({ now, onClose }: { now: Date; onClose: () => void }) {
  const { person } = useSession();
  const today = cityDay(now);
  const [reason, setReason] = useState<Reason | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const [until, setUntil] = useState('');
  const first = from ?? today;
  const last = until === '' ? null : until === 'day' ? plusDays(first, 1) : /^\d+$/.test(until) ? plusDays(first, Number(until)) : until;
  const isOther = until !== '' && !/^\d+$/.test(until);

  async function say() {
    if (!reason) return;
    const at = (day: string) => cityInstant(noonOf(day), '00:00').toISOString();
    await sayAbsent({ personId: person.id, reason, from: from && at(from), to: last && at(last) });
    announce(w.said);
    onClose();
  }

  return (
    <Sheet
      title={w.cannot}
      onClose={onClose}
      dock={
        <Button isMissing={reason === null} onTap={() => void say()}>
          {reason ? w.say(w.reasons[reason], last && formatDay(noonOf(last), now)) : w.missingReason}
        </Button>
      }
    >
      <div class={p.form}>
        <Chips<Reason>
          label={w.why}
          options={[
            { value: 'isolated', text: w.reasons.isolated },
            { value: 'away', text: w.reasons.away },
          ]}
          value={reason}
          onChange={setReason}
        />
        <div>
          <Chips
            label={w.from}
            options={[
              { value: 'now', text: w.fromNow },
              { value: 'day', text: w.otherDay },
            ]}
            value={from === null ? 'now' : 'day'}
            onChange={(which) => setFrom(which === 'now' ? null : plusDays(today, 1))}
          />
          {from !== null && <DayField label={w.fromDay} value={from} earliest={plusDays(today, 1)} now={now} onChange={setFrom} />}
        </div>
        <div>
          <Chips
            label={w.until}
            options={[
              { value: '', text: w.untilOpen },
              ...absenceDays.map((days) => ({ value: String(days), text: w.days(days) })),
              { value: 'day', text: w.otherDay },
            ]}
            value={isOther ? 'day' : until}
            onChange={setUntil}
          />
          {isOther && last && (
            <DayField
              label={w.untilDay}
              value={last < plusDays(first, 1) ? plusDays(first, 1) : last}
              earliest={plusDays(first, 1)}
              now={now}
              onChange={setUntil}
            />
          )}
        </div>
      </div>
    </Sheet>
  );
}
