import type { CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { Drawer } from 'antd';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { CompoundForm } from './compound-form.tsx';
import { compoundWords as words } from './compounds.words.ts';

/** A new compound of a community, or what is known of one put right. */
export function CompoundDrawer({
  community,
  compound,
  onClose,
}: {
  community: { code: string; shortName: string };
  compound?: CompoundDetail;
  onClose: () => void;
}) {
  useReturnFocus();
  return (
    <Drawer open title={compound ? compound.name : words.addTo(community.shortName)} onClose={onClose} size={460}>
      <CompoundForm communityCode={community.code} {...(compound ? { compound } : {})} onDone={onClose} />
    </Drawer>
  );
}
