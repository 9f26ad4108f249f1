import type { PlaceDetail } from '@muster/contract/places/places.operations';
import { Input } from 'antd';
import { useState } from 'react';
import { Confirm } from '../../app/dialog.tsx';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../people/field.tsx';
import { placesWords as words } from './places.words.ts';

export function ClosePlace({ place, onClose }: { place: PlaceDetail; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const close = useCommand('closePlace', { refresh: ['getPlace', 'listPlaces', 'summarisePlaces'], onDone: onClose });
  const trimmed = reason.trim();
  return (
    <Confirm
      title={words.closeTitle(place.name)}
      act={trimmed.length < 2 ? words.closeMissing : words.closeAct(place.name)}
      keep={words.keep}
      disabled={trimmed.length < 2}
      pending={close.isPending}
      onAct={() => close.mutate({ placeId: place.id, version: place.version, reason: trimmed })}
      onKeep={onClose}
    >
      <p>{words.closeText}</p>
      <Field label={words.closeReason} hint={words.closeReasonHint} pointer="reason" problem={close.error}>
        {(field) => <Input {...field} autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <ProblemLine problem={close.error} />
    </Confirm>
  );
}
