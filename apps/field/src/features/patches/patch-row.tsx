import type { PatchRole } from '@muster/contract/patches/patch-roles';
import { formatNumber } from '@muster/ui/format';
import type { OwnPatch } from '../../app/ground-types.ts';
import { Link, paths } from '../../app/nav.tsx';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Tile } from '../../pieces/tile.tsx';
import { lackingText, ownRoles } from './patch-text.ts';
import { patchWords as w } from './patches.words.ts';

/** A patch in a list: what it lacks first, else how large it is; and what one is in it. */
export function PatchRow({ patch, roles, from }: { patch: OwnPatch; roles: readonly PatchRole[]; from?: 'today' }) {
  const { person } = useSession();
  const lacking = lackingText(patch, roles);
  const role = ownRoles(patch, roles, person.id);
  return (
    <Link to={paths.patch(patch.id)} class={s.row} {...(from ? { from } : {})}>
      <Tile state={lacking ? 'waiting' : 'done'} />
      <div>
        {patch.name}
        <p>
          {[lacking && w.lacking(lacking), w.households(formatNumber(patch.households)), role && w.youAre(role)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Icon name="forward" size={16} />
    </Link>
  );
}
