import type { ProblemError } from '@muster/client/call';
import { checklistWords as words } from './checklists.words.ts';
import { OptionalTime } from './optional-time.tsx';

interface Limits {
  dueAt: string | null;
  endsAt: string | null;
}

/** By when it is to be done, and until when it holds; none of both where it is for keeping an eye on. */
export function LimitsField({
  limits: { dueAt, endsAt },
  problem,
  onChange,
}: {
  limits: Limits;
  problem: ProblemError | null;
  onChange: (change: Partial<Limits>) => void;
}) {
  return (
    <>
      <OptionalTime
        label={words.due}
        none={words.dueNone}
        value={dueAt}
        proposeHours={8}
        pointer="dueAt"
        problem={problem}
        onChange={(value) => onChange({ dueAt: value })}
      />
      <OptionalTime
        label={words.ends}
        none={words.endsNone}
        value={endsAt}
        proposeHours={72}
        pointer="endsAt"
        problem={problem}
        onChange={(value) => onChange({ endsAt: value })}
      />
    </>
  );
}
