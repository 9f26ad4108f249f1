import { newId } from '@muster/client/ids';
import { type AbsenceReason, absenceReasons } from '@muster/contract/patches/patches.operations';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { PersonPicker } from '../people/person-picker.tsx';
import styles from './patches.module.css';
import { patchWords as words } from './patches.words.ts';

const refresh = ['listPatches', 'getCoverage', 'listPatchPeople', 'getPatchTroubles'] as const;

interface Named {
  personId: string;
  name: string;
}

/** Somebody cannot be counted on: what follows is said before it is noted. */
export function AbsentForm({ person, onDone }: { person: Named; onDone: () => void }) {
  const [reason, setReason] = useState<AbsenceReason>('isolated');
  const set = useCommand('setAbsence', { refresh: [...refresh], onDone });
  return (
    <div className={styles.fields}>
      <Radio.Group
        aria-label={words.reason}
        value={reason}
        onChange={(event) => setReason(event.target.value as AbsenceReason)}
        options={absenceReasons.map((value) => ({ value, label: words.absentReason[value] }))}
      />
      <p className="t3 s12">{words.setAbsentHint}</p>
      <div className={styles.buttons}>
        <Button
          size="small"
          type="primary"
          loading={set.isPending}
          onClick={() => set.mutate({ absenceId: newId(), personId: person.personId, reason })}
        >
          {words.setAbsentAct(person.name, words.absentReason[reason])}
        </Button>
        <Button size="small" onClick={onDone}>
          {shared.action.cancel}
        </Button>
      </div>
      <ProblemLine problem={set.error} />
    </div>
  );
}

/** Who stands in for him in all his patches. */
export function SubstituteForm({ person, onDone }: { person: Named; onDone: () => void }) {
  const [other, setOther] = useState<{ id: string; name: string }>();
  const stand = useCommand('substitutePatchPerson', { refresh: [...refresh], onDone });
  return (
    <div className={styles.fields}>
      <PersonPicker className={styles.full ?? ''} label={words.substitute} value={other?.id} onChange={setOther} />
      <div className={styles.buttons}>
        <Button
          size="small"
          type="primary"
          disabled={!other}
          loading={stand.isPending}
          onClick={() => other && stand.mutate({ personId: person.personId, substituteId: other.id })}
        >
          {other ? words.substituteAct(person.name, other.name) : words.missingPerson}
        </Button>
        <Button size="small" onClick={onDone}>
          {shared.action.cancel}
        </Button>
      </div>
      <ProblemLine problem={stand.error} />
    </div>
  );
}
