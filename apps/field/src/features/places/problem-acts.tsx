import { placeWords } from '@muster/ui/words/places.words';
import { useState } from 'preact/hooks';
import type { Ground } from '../../app/ground-types.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { seeProblem, settleProblem } from './acts.ts';
import { placesWords as w } from './places.words.ts';

type Problem = Ground['places']['content']['problems'][number];

/** The contract's least of an outcome in words. */
const outcomeLeast = 2;

/** Whoever answers for the community takes it in hand, and says how it was put right. */
export function ProblemActs({ problem }: { problem: Problem }) {
  const { person } = useSession();
  const [isSettling, setSettling] = useState(false);
  const what = problem.text ?? placeWords.problem[problem.kind];
  if (!problem.may.see && !problem.may.settle) return null;
  return (
    <div class={s.halves} style={{ marginTop: '8px' }}>
      {problem.may.see && problem.state === 'open' && (
        <Button look="quiet" small onTap={() => void seeProblem(problem, what, person.name)}>
          {w.see}
        </Button>
      )}
      {problem.may.settle && (
        <Button look="quiet" small onTap={() => setSettling(true)}>
          {w.settle}
        </Button>
      )}
      {isSettling && (
        <SettleSheet
          title={`${problem.placeName} ${what}`}
          onSend={(outcome) => {
            void settleProblem(problem, what, outcome, person.name);
            setSettling(false);
          }}
          onClose={() => setSettling(false)}
        />
      )}
    </div>
  );
}

function SettleSheet({ title, onSend, onClose }: { title: string; onSend: (outcome: string) => void; onClose: () => void }) {
  const [text, setText] = useState('');
  const isMissing = text.trim().length < outcomeLeast;
  return (
    <Sheet
      title={title}
      onClose={onClose}
      dock={
        <Button isMissing={isMissing} onTap={() => !isMissing && onSend(text.trim())}>
          {isMissing ? w.settleMissing : w.settleSend}
        </Button>
      }
    >
      <label class={s.field}>
        <span>{w.outcome}</span>
        <textarea class={s.input} maxLength={200} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
    </Sheet>
  );
}
