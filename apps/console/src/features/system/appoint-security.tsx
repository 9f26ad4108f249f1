import { newId } from '@muster/client/ids';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useCommand } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import { AddPersonForm } from '../people/add-person-form.tsx';
import { CreateAccountForm } from '../people/create-account-form.tsx';
import { PersonPicker } from '../people/person-picker.tsx';
import styles from './set-up.module.css';
import { setUpWords as words } from './set-up.words.ts';

interface Someone {
  id: string;
  name: string;
}

/**
 * The first security administrator in one go: the person, the role, the account. What was done stays done when it is left
 * half-way; it goes on at the account when somebody holds the role already.
 */
export function AppointSecurity({ appointed, onDone }: { appointed: Someone | null; onDone: (name: string) => void }) {
  const [picked, setPicked] = useState<Someone | null>(null);
  const [granted, setGranted] = useState<Someone | null>(appointed);
  const [adding, setAdding] = useState(true);
  const [open, setOpen] = useState(false);
  if (!open) {
    return <Button onClick={() => setOpen(true)}>{appointed ? words.giveAccount(appointed.name) : words.appointSecurity}</Button>;
  }
  const holder = granted ?? appointed;
  const at = holder ? 'account' : picked ? 'grant' : 'add';
  return (
    <div className={styles.appoint}>
      <p className="s13 t3">{words.appointingStep({ add: 1, grant: 2, account: 3 }[at], words.appointing[at])}</p>
      {holder ? (
        <CreateAccountForm person={holder} onDone={() => onDone(holder.name)} onCancel={() => setOpen(false)} />
      ) : picked ? (
        <Grant person={picked} onDone={() => setGranted(picked)} onBack={() => setPicked(null)} />
      ) : adding ? (
        <>
          <AddPersonForm onDone={setPicked} onCancel={() => setOpen(false)} />
          <Other text={words.known} onClick={() => setAdding(false)} />
        </>
      ) : (
        <>
          <Field label={words.security}>
            {(field) => (
              <PersonPicker
                id={field.id}
                className={styles.picker}
                label={words.security}
                value={undefined}
                onChange={(person) => person && setPicked(person)}
              />
            )}
          </Field>
          <Other text={words.notKnown} onClick={() => setAdding(true)} />
        </>
      )}
    </div>
  );
}

function Other({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <p>
      <button type="button" className="lnk" onClick={onClick}>
        {text}
      </button>
    </p>
  );
}

function Grant({ person, onDone, onBack }: { person: Someone; onDone: () => void; onBack: () => void }) {
  const { city } = useSession();
  const assignmentId = useRef(newId());
  const grant = useCommand('grantAssignment', { refresh: ['listPeople', 'getPerson', 'getSystem'], onDone });
  return (
    <>
      <div className={styles.acts}>
        <Button
          type="primary"
          autoFocus
          loading={grant.isPending}
          onClick={() =>
            grant.mutate({ assignmentId: assignmentId.current, personId: person.id, role: 'securityAdministrator', areaCode: city.code })
          }
        >
          {words.asSecurity(person.name)}
        </Button>
        <Button onClick={onBack}>{words.otherPerson}</Button>
      </div>
      <ProblemLine problem={grant.error} />
    </>
  );
}
