import { type PlaceProblemKind, placeProblemKinds } from '@muster/contract/places/place-kinds';
import { placeWords } from '@muster/ui/words/places.words';
import { useState } from 'preact/hooks';
import { announce } from '../../app/announce.ts';
import type { OwnPlace } from '../../app/ground-types.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { reportProblem } from './acts.ts';
import p from './places.module.css';
import { placesWords as w } from './places.words.ts';

/** What is wrong here, in one tap; only what has no name of its own is written. */
export function ProblemButtons({ place, reported }: { place: OwnPlace; reported: readonly PlaceProblemKind[] }) {
  const { person } = useSession();
  const [isWriting, setWriting] = useState(false);
  const tell = (kind: PlaceProblemKind, text: string | null) => {
    void reportProblem(place, kind, text, person.name);
    announce(w.told(text ?? placeWords.problem[kind]));
  };
  // What was told and is not put right need not be told again.
  const kinds = placeProblemKinds.filter((kind) => kind === 'other' || !reported.includes(kind));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out as the pictures ask
    <div role="group" aria-label={`${place.name} ${w.what}`} class={p.problems}>
      {kinds.map((kind) => (
        <button key={kind} type="button" class={p.choice} onClick={() => (kind === 'other' ? setWriting(true) : tell(kind, null))}>
          {kind === 'other' ? w.other : placeWords.problem[kind]}
        </button>
      ))}
      {isWriting && (
        <WordsSheet
          place={place}
          onSend={(text) => {
            tell('other', text);
            setWriting(false);
          }}
          onClose={() => setWriting(false)}
        />
      )}
    </div>
  );
}

function WordsSheet({ place, onSend, onClose }: { place: OwnPlace; onSend: (text: string) => void; onClose: () => void }) {
  const [text, setText] = useState('');
  const isMissing = text.trim() === '';
  return (
    <Sheet
      title={place.name}
      onClose={onClose}
      dock={
        <Button isMissing={isMissing} onTap={() => !isMissing && onSend(text.trim())}>
          {isMissing ? w.otherMissing : w.otherSend}
        </Button>
      }
    >
      <label class={s.field}>
        <span>{w.otherHint}</span>
        <textarea class={s.input} maxLength={200} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
    </Sheet>
  );
}
