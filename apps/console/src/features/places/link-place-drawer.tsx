import { newId } from '@muster/client/ids';
import type { Place, PlaceShift } from '@muster/contract/places/places.operations';
import { cityDay } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Drawer, Input } from 'antd';
import { useRef, useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { Field } from '../../parts/field.tsx';
import { PersonPicker } from '../people/person-picker.tsx';
import { timesText } from './place-text.ts';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';

/** Somebody stands in a shift, from a day and until a day. */
export function LinkPlaceDrawer({ place, shift, onClose }: { place: Pick<Place, 'id' | 'name'>; shift: PlaceShift; onClose: () => void }) {
  const [person, setPerson] = useState<{ id: string; name: string }>();
  const [fromDay, setFromDay] = useState(cityDay(serverNow()));
  const [toDay, setToDay] = useState('');
  const linkId = useRef(newId());
  const link = useCommand('linkPlacePerson', { refresh: ['listPlaces', 'getPlace', 'summarisePlaces', 'listAttention'], onDone: onClose });
  useReturnFocus();
  return (
    <Drawer open title={`${place.name} · ${words.linkTitle(shift.name)}`} onClose={onClose} size={420}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (!person) return;
          link.mutate({
            linkId: linkId.current,
            placeId: place.id,
            shiftId: shift.id,
            personId: person.id,
            toDay: toDay === '' ? null : toDay,
            ...(fromDay === '' ? {} : { fromDay }),
          });
        }}
      >
        <p className="t2">{timesText(shift)}</p>
        <Field label={words.person} pointer="personId" problem={link.error}>
          {(field) => (
            <PersonPicker id={field.id} className={styles.full ?? ''} label={words.person} value={person?.id} onChange={setPerson} />
          )}
        </Field>
        <div className={styles.row}>
          <Field label={words.fromDay} pointer="fromDay" problem={link.error}>
            {(field) => <Input {...field} type="date" value={fromDay} onChange={(event) => setFromDay(event.target.value)} />}
          </Field>
          <Field label={words.toDay} hint={words.toDayHint} pointer="toDay" problem={link.error}>
            {(field) => <Input {...field} type="date" value={toDay} onChange={(event) => setToDay(event.target.value)} />}
          </Field>
        </div>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={!person} loading={link.isPending}>
            {person ? words.linkAct(person.name, shift.name) : words.missingPerson}
          </Button>
          <Button onClick={onClose}>{shared.action.cancel}</Button>
        </div>
        <ProblemLine problem={link.error} />
      </form>
    </Drawer>
  );
}
