import type { Role } from '@muster/contract/people/roles';
import { roleWords } from '@muster/ui/words/roles.words';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { signInWords } from './sign-in.words.ts';
import styles from './sign-in-page.module.css';
import { useSignIn } from './use-sign-in.ts';

interface CastMember {
  userName: string;
  password: string;
  name: string;
  role: string;
  areaName: string | null;
  app: 'console' | 'field';
}

/** Only in a demonstration: every role with one click. */
export function Cast({ cast, to }: { cast: readonly CastMember[]; to: string | undefined }) {
  const { signIn, problem, busy } = useSignIn(to);
  return (
    <section className={styles.cast} aria-labelledby="cast-title">
      <h2 id="cast-title">{signInWords.castTitle}</h2>
      <p className="s12 t3">{signInWords.castNote}</p>
      <ul>
        {cast.map((member) => (
          <li key={member.userName}>
            <button
              type="button"
              disabled={busy !== null}
              onClick={() => void signIn({ login: member.userName, password: member.password }, member.app)}
            >
              <b>{member.name}</b>
              {member.app === 'field' ? <em>{signInWords.castPhone}</em> : null}
              <span>
                {member.areaName} {roleWords[member.role as Role] ?? member.role}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <ProblemLine problem={problem} />
    </section>
  );
}
