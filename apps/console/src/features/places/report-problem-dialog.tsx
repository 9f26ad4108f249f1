import { newId } from '@muster/client/ids';
import { type PlaceProblemKind, placeProblemKinds } from '@muster/contract/places/place-kinds';
import type { PlaceDetail } from '@muster/contract/places/places.operations';
import { placeWords } from '@muster/ui/words/places.words';
import { Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import { Dialog } from '../../app/dialog.tsx';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';

export function ReportProblemDialog({ place, onClose }: { place: PlaceDetail; onClose: () => void }) {
  const [kind, setKind] = useState<PlaceProblemKind>();
  const [text, setText] = useState('');
  const problemId = useRef(newId());
  const report = useCommand('reportPlaceProblem', {
    refresh: ['getPlace', 'listPlaces', 'listPlaceProblems', 'summarisePlaces'],
    onDone: onClose,
  });
  const trimmed = text.trim();
  const isMissing = kind === undefined || (kind === 'other' && trimmed === '');
  return (
    <Dialog
      title={words.reportTitle(place.name)}
      act={isMissing ? words.reportMissing : words.reportAct(placeWords.problem[kind])}
      disabled={isMissing}
      pending={report.isPending}
      onAct={() => kind && report.mutate({ placeId: place.id, problemId: problemId.current, kind, text: trimmed === '' ? null : trimmed })}
      onKeep={onClose}
    >
      <div className={styles.fields}>
        <fieldset>
          <legend className="t2 s13">{words.reportWhat}</legend>
          <Radio.Group
            value={kind}
            onChange={(event) => setKind(event.target.value as PlaceProblemKind)}
            options={placeProblemKinds.map((value) => ({ value, label: placeWords.problem[value] }))}
          />
        </fieldset>
        <Field label={words.reportText} hint={words.reportTextHint} pointer="text" problem={report.error}>
          {(field) => <Input {...field} maxLength={200} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        <ProblemLine problem={report.error} />
      </div>
    </Dialog>
  );
}
