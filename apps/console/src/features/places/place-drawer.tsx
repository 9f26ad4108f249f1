import type { Place } from '@muster/contract/places/places.operations';
import { Drawer } from 'antd';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { PlaceForm } from './place-form.tsx';
import { placesWords as words } from './places.words.ts';

/** A new place of a community, or what is known of one put right. */
export function PlaceDrawer({
  community,
  place,
  onClose,
}: {
  community: { code: string; shortName: string };
  place?: Place;
  onClose: () => void;
}) {
  useReturnFocus();
  return (
    <Drawer open title={place ? place.name : words.addTo(community.shortName)} onClose={onClose} size={620}>
      <PlaceForm communityCode={community.code} {...(place ? { place } : {})} onDone={onClose} />
    </Drawer>
  );
}
