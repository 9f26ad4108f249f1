import type { PlaceDetail } from '@muster/contract/places/places.operations';
import { useCommand } from '../../app/query.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { placesWords as words } from './places.words.ts';

export function ClosePlace({ place, onClose }: { place: PlaceDetail; onClose: () => void }) {
  const close = useCommand('closePlace', { refresh: ['getPlace', 'listPlaces', 'summarisePlaces'], onDone: onClose });
  return (
    <ReasonDialog
      title={words.closeTitle(place.name)}
      act={words.closeAct(place.name)}
      missing={words.closeMissing}
      keep={words.keep}
      label={words.closeReason}
      hint={words.closeReasonHint}
      problem={close.error}
      pending={close.isPending}
      onAct={(reason) => close.mutate({ placeId: place.id, version: place.version, reason })}
      onKeep={onClose}
    >
      <p>{words.closeText}</p>
    </ReasonDialog>
  );
}
