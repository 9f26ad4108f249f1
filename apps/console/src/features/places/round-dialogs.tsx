import { newId } from '@muster/client/ids';
import type { Round } from '@muster/contract/places/place-rounds.operations';
import type { PlaceDetail } from '@muster/contract/places/places.operations';
import { cityDay } from '@muster/ui/format';
import { Input, InputNumber } from 'antd';
import { useRef, useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { Dialog } from '../../app/dialog.tsx';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import { signed } from './place-text.ts';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';
import { asTime, isTime } from './written-span.ts';

const refresh = ['getPlace', 'listPlaces', 'summarisePlaces', 'listTestPoints'] as const;

export function PlanDialog({ place, onClose }: { place: PlaceDetail; onClose: () => void }) {
  const [name, setName] = useState(`第${place.rounds.length + 1}轮`);
  const [day, setDay] = useState(cityDay(serverNow()));
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const roundId = useRef(newId());
  const plan = useCommand('planRound', { refresh: [...refresh], onDone: onClose });
  const isMissing = name.trim() === '' || day === '' || !isTime(from) || !isTime(to);
  const at = (time: string) => `${day}T${time}:00+08:00`;
  return (
    <Dialog
      title={words.planTitle(place.name)}
      act={isMissing ? words.planMissing : words.planAct(name.trim())}
      disabled={isMissing}
      pending={plan.isPending}
      onAct={() =>
        plan.mutate({ placeId: place.id, roundId: roundId.current, name: name.trim(), plannedFrom: at(from), plannedTo: at(to) })
      }
      onKeep={onClose}
    >
      <div className={styles.fields}>
        <div className={styles.row}>
          <Field label={words.roundName} pointer="name" problem={plan.error}>
            {(field) => <Input {...field} maxLength={20} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
          <Field label={words.roundDay} problem={plan.error}>
            {(field) => <Input {...field} type="date" value={day} onChange={(event) => setDay(event.target.value)} />}
          </Field>
          <Field label={words.from} pointer="plannedFrom" problem={plan.error}>
            {(field) => (
              <Input
                {...field}
                placeholder="07:00"
                maxLength={5}
                value={from}
                onChange={(event) => setFrom(event.target.value)}
                onBlur={() => setFrom(asTime(from))}
              />
            )}
          </Field>
          <Field label={words.to} pointer="plannedTo" problem={plan.error}>
            {(field) => (
              <Input
                {...field}
                placeholder="07:00"
                maxLength={5}
                value={to}
                onChange={(event) => setTo(event.target.value)}
                onBlur={() => setTo(asTime(to))}
              />
            )}
          </Field>
        </div>
        <ProblemLine problem={plan.error} />
      </div>
    </Dialog>
  );
}

export function CorrectDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const [amount, setAmount] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const reportId = useRef(newId());
  const correct = useCommand('correctRoundCount', { refresh: [...refresh], onDone: onClose });
  const isMissing = !amount || reason.trim().length < 2;
  return (
    <Dialog
      title={words.correctTitle(round.name)}
      act={isMissing ? words.correctMissing : words.correctAct(signed(amount))}
      disabled={isMissing}
      pending={correct.isPending}
      onAct={() => amount && correct.mutate({ roundId: round.id, reportId: reportId.current, amount, reason: reason.trim() })}
      onKeep={onClose}
    >
      <div className={styles.fields}>
        <Field label={words.correctBy} hint={words.correctByHint} pointer="amount" problem={correct.error}>
          {(field) => (
            <InputNumber
              {...field}
              autoFocus
              className={styles.full ?? ''}
              precision={0}
              min={-5000}
              max={5000}
              value={amount}
              onChange={setAmount}
            />
          )}
        </Field>
        <Field label={words.correctReason} pointer="reason" problem={correct.error}>
          {(field) => <Input {...field} maxLength={100} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        <ProblemLine problem={correct.error} />
      </div>
    </Dialog>
  );
}
