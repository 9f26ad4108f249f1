import type { Role } from '@muster/contract/people/roles';
import { problemText } from '@muster/ui/words/problems.words';
import { roleWords } from '@muster/ui/words/roles.words';
import { useState } from 'preact/hooks';
import type { ResultOfView } from '../../app/query-client.ts';
import { signIn } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { asProblem } from '../../pieces/problem.tsx';

type Member = ResultOfView<'getSignInPage'>['cast'][number];

/** Only in a demonstration: its people, one tap each. */
export function Cast({ cast }: { cast: Member[] }) {
  const [going, setGoing] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);

  async function enter(member: Member) {
    if (going) return;
    setGoing(member.userName);
    setError(null);
    try {
      await signIn({ login: member.userName, password: member.password });
    } catch (problem) {
      setError(problemText(asProblem(problem as Error)));
      setGoing(null);
    }
  }

  return (
    <>
      <div class={`${s.card} ${s.rows}`}>
        {cast.map((member) => (
          <button
            key={member.userName}
            type="button"
            class={`${s.row} ${s.plain}`}
            disabled={going !== null}
            onClick={() => void enter(member)}
          >
            <span>
              {member.name}
              <p>{[member.areaName, roleWords[member.role as Role] ?? member.role].filter(Boolean).join(' ')}</p>
            </span>
            <Icon name="forward" size={16} />
          </button>
        ))}
      </div>
      {error && (
        <p class={s.error} role="alert">
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
    </>
  );
}
