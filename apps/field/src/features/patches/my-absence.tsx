import { formatDayTime } from '@muster/ui/format';
import { useState } from 'preact/hooks';
import type { Ground, OwnAbsence } from '../../app/ground-types.ts';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Button, Heading } from '../../pieces/pieces.tsx';
import { Waits } from '../../pieces/waits.tsx';
import { AbsenceSheet } from './absence-sheet.tsx';
import { sayBack } from './acts.ts';
import p from './patches.module.css';
import { patchWords as w } from './patches.words.ts';

/** Whether one can be counted on: oneself says it, so that somebody stands in in time. */
export function MyAbsence({ ground }: { ground: Ground }) {
  const { person } = useSession();
  const now = useNow();
  const [isSaying, setSaying] = useState(false);
  const absences = ground.patches.content.absences.filter((one) => one.to === null || new Date(one.to) > now);
  return (
    <>
      <Heading>{w.absence}</Heading>
      <div class={s.card}>
        {absences.map((absence) => (
          <div key={absence.id} class={p.absence}>
            <b>{absenceText(absence, now)}</b>
            <Button look="quiet" small onTap={() => void sayBack(person.id, absence)}>
              {isLater(absence, now) ? w.takeBack : w.back}
            </Button>
          </div>
        ))}
        {absences.length === 0 && (
          <>
            <Button look="quiet" small onTap={() => setSaying(true)}>
              {w.cannot}
            </Button>
            <p class={`${s.note} ${p.below}`}>{w.cannotWhy}</p>
          </>
        )}
        <Waits subject={person.id} />
      </div>
      {isSaying && <AbsenceSheet now={now} onClose={() => setSaying(false)} />}
    </>
  );
}

/** The screen's clock goes in steps: what was said a moment ago is not still to come. */
const step = 60_000;
const isLater = ({ from }: OwnAbsence, now: Date) => new Date(from).getTime() > now.getTime() + step;

function absenceText(absence: OwnAbsence, now: Date): string {
  const { reason, from, to } = absence;
  const until = to && formatDayTime(to, now);
  return isLater(absence, now) ? w.absentLater(w.reasons[reason], formatDayTime(from, now), until) : w.absentNow(w.reasons[reason], until);
}
