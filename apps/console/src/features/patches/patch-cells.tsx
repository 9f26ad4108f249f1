import type { PatchRole } from '@muster/contract/patches/patch-roles';
import type { Patch } from '@muster/contract/patches/patches.operations';
import { formatCount, formatNumber } from '@muster/ui/format';
import table from '../../app/table.module.css';
import styles from './patches.module.css';
import { patchWords as words } from './patches.words.ts';

/** A compound's row: in how many patches it lies, and how many of them have somebody in each role. */
export function PatchCells({ roles, patches, compoundId }: { roles: readonly PatchRole[]; patches: readonly Patch[]; compoundId: string }) {
  const own = patches.filter(({ parts }) => parts.some((part) => part.compoundId === compoundId));
  if (own.length === 0)
    return (
      <>
        <td className={`${table.right} t3`}>{words.undividedMark}</td>
        {roles.map((role) => (
          <td key={role.key} className={`${table.right} t3`}>
            –
          </td>
        ))}
      </>
    );
  return (
    <>
      <td className={table.right}>{formatCount(own.length)}</td>
      {roles.map((role) => {
        const lacking = own.filter((patch) => patch.lacking.includes(role.key)).length;
        return (
          <td key={role.key} className={`${table.right} t2`}>
            {lacking > 0 ? <span className={styles.lack}>{words.lack(formatNumber(lacking))}</span> : formatCount(own.length)}
          </td>
        );
      })}
    </>
  );
}
