import { Button } from 'antd';
import { Icon } from '../../app/icons.tsx';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import styles from './people.module.css';
import { peopleWords as words } from './people.words.ts';

interface Colleague {
  personId: string;
  name: string;
  mobileMasked: string | null;
}

function usePhone(personId: string) {
  const look = useCommand('viewPhone');
  return { look: () => look.mutate({ personId }), looking: look.isPending, seen: look.data, problem: look.error };
}

/** A masked number; the whole one is shown when asked for, and that look is recorded. */
export function PhoneNumber({ personId, name, mobileMasked, mayView }: Colleague & { mayView: boolean }) {
  const { look, looking, seen, problem } = usePhone(personId);
  if (seen?.mobile)
    return (
      <a className="lnk" href={`tel:${seen.mobile}`} title={words.phoneLooked}>
        {seen.mobile}
      </a>
    );
  if (mobileMasked === null) return <span className="t3">–</span>;
  return (
    <span className={styles.phone}>
      {mobileMasked}
      {mayView && (
        <button type="button" className="lnk" disabled={looking} onClick={look} aria-label={words.seePhoneOf(name)}>
          {words.seePhone}
        </button>
      )}
      <ProblemLine problem={problem} />
    </span>
  );
}

/** The call button at the head of an area's page: first it shows the whole number and says that the look is recorded. */
export function CallColleague({ person, role }: { person: Colleague; role: string }) {
  const { look, looking, seen, problem } = usePhone(person.personId);
  if (person.mobileMasked === null) return null;
  return (
    <div className={styles.call}>
      <span className="s13 t2">
        {role} <b className={styles.ink}>{person.name}</b> {seen?.mobile ?? person.mobileMasked}
        {seen?.mobile && <span className={styles.looked}>{words.phoneLooked}</span>}
      </span>
      {seen?.mobile ? (
        <Button href={`tel:${seen.mobile}`} icon={<Icon name="phone" size={14} />}>
          {words.call(seen.mobile)}
        </Button>
      ) : (
        <Button loading={looking} onClick={look} icon={<Icon name="phone" size={14} />}>
          {words.callButton}
        </Button>
      )}
      <ProblemLine problem={problem} />
    </div>
  );
}
