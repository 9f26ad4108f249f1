import { Drawer } from 'antd';
import { useState } from 'react';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { Field } from '../../parts/field.tsx';
import { areaWords } from '../areas/area.words.ts';
import { AddPersonForm } from './add-person-form.tsx';
import { GrantForm } from './grant-form.tsx';
import styles from './people.module.css';
import { peopleWords as words } from './people.words.ts';
import { PersonPicker } from './person-picker.tsx';

/** Puts somebody at the desk of an area: a known person, or one who is added on the way. */
export function AssignDrawer({ area, onClose }: { area: { code: string; shortName: string }; onClose: () => void }) {
  const [person, setPerson] = useState<{ id: string; name: string }>();
  const [adding, setAdding] = useState(false);
  useReturnFocus();
  return (
    <Drawer open title={`${areaWords.assign} · ${area.shortName}`} onClose={onClose} size={420}>
      {person ? (
        <>
          <p className={styles.said}>{person.name}</p>
          <GrantForm person={person} areaCode={area.code} onDone={onClose} onCancel={() => setPerson(undefined)} />
        </>
      ) : adding ? (
        <AddPersonForm areaCode={area.code} onDone={setPerson} onCancel={() => setAdding(false)} />
      ) : (
        <>
          <Field label={words.search} hint={words.searchHint}>
            {(field) => <PersonPicker id={field.id} className={styles.full} label={words.search} value={undefined} onChange={setPerson} />}
          </Field>
          <p className={styles.block}>
            <button type="button" className="lnk" onClick={() => setAdding(true)}>
              {words.notThere}
            </button>
          </p>
        </>
      )}
    </Drawer>
  );
}
