import { compoundKinds } from '@muster/contract/compounds/compound-kinds';
import type { GroundCondition } from '@muster/contract/orders/ground';
import { defaultPatchRoles, type PatchRole } from '@muster/contract/patches/patch-roles';
import { placeKinds } from '@muster/contract/places/place-kinds';
import { zoneStrictness } from '@muster/contract/zones/zone-regimes';
import { conditionText } from '@muster/ui/words/ground.words';
import { Dropdown } from 'antd';
import { Icon } from '../../../app/icons.tsx';
import { useView } from '../../../app/query.ts';
import { roleName } from '../../patches/role-name.ts';
import styles from './compose.module.css';
import { composeWords as words } from './compose.words.ts';
import { type Draft, type PickedArea, whereLevels } from './draft.ts';

interface WhereProps {
  draft: Draft;
  /** One's own area: what a condition is about before an area was picked. */
  root: PickedArea;
  onChange: (change: Partial<Draft>) => void;
}

/** Roles that patches must have here: as this place named them, 3+2 where nothing was set. */
function useRoles(): readonly PatchRole[] {
  return useView('listPatchRoles', {}, { staleTime: Number.POSITIVE_INFINITY }).data?.roles ?? defaultPatchRoles;
}

function textOf(condition: GroundCondition, roles: readonly PatchRole[]): string {
  const role = condition.is === 'patchLacks' ? roles.find((one) => one.key === condition.role) : undefined;
  return conditionText(condition, role && roleName(role));
}

/** The conditions that were chosen, each with its cross. Who meets any of them gets it. */
export function WhereField({ draft, onChange }: Omit<WhereProps, 'root'> & { root?: PickedArea }) {
  const roles = useRoles();
  if (draft.where.length === 0) return null;
  return (
    <div className={styles.part}>
      <span className="t2">{words.only}</span>
      <div className={styles.areas}>
        {draft.where.map((condition) => (
          <span key={keyOf(condition)} className={styles.token}>
            {textOf(condition, roles)}
            <button
              type="button"
              aria-label={words.removePart(textOf(condition, roles))}
              onClick={() => onChange({ where: draft.where.filter((one) => keyOf(one) !== keyOf(condition)) })}
            >
              <Icon name="cross" size={10} />
            </button>
          </span>
        ))}
        {draft.where.length > 1 ? <span className="s12 t3">{words.onlyAny}</span> : null}
      </div>
    </div>
  );
}

/** 只发有三无小区的 by one click, every other condition by two. */
export function WhereAdd({ draft, root, onChange }: WhereProps) {
  const roles = useRoles();
  const patches = roles.map((role): GroundCondition => ({ is: 'patchLacks', role: role.key }));
  const chosen = new Set(draft.where.map(keyOf));
  const add = (condition: GroundCondition) =>
    onChange({
      where: [...draft.where, condition],
      ...(draft.areas.length === 0 ? { areas: [root] } : {}),
      ...(whereLevels.some((level) => level === draft.depth) ? {} : { depth: 'community' as const }),
    });
  const quick = shortcuts.filter((condition) => !chosen.has(keyOf(condition)));
  const item = (condition: GroundCondition) => ({
    key: keyOf(condition),
    label: textOf(condition, roles),
    disabled: chosen.has(keyOf(condition)),
    onClick: () => add(condition),
  });
  return (
    <>
      {draft.where.length === 0
        ? quick.map((condition) => (
            <button key={keyOf(condition)} type="button" className="lnk" onClick={() => add(condition)}>
              {words.onlyThose(textOf(condition, roles))}
            </button>
          ))
        : null}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'zones', type: 'group', label: words.groupZones, children: zones.map(item) },
            { key: 'compounds', type: 'group', label: words.groupCompounds, children: compounds.map(item) },
            { key: 'places', type: 'group', label: words.groupPlaces, children: places.map(item) },
            { key: 'patches', type: 'group', label: words.groupPatches, children: patches.map(item) },
          ],
        }}
      >
        <button type="button" className="lnk">
          {words.addWhere}
        </button>
      </Dropdown>
    </>
  );
}

const zones: readonly GroundCondition[] = zoneStrictness.map((strictness) => ({ is: 'hasZone', strictness }));
const compounds: readonly GroundCondition[] = compoundKinds.map((kind) => ({ is: 'hasCompound', kind }));
const places: readonly GroundCondition[] = placeKinds.map((kind) => ({ is: 'hasPlace', kind }));
/** What is asked for most (03-compose.png). */
const shortcuts: readonly GroundCondition[] = [
  { is: 'hasZone', strictness: 'locked' },
  { is: 'hasCompound', kind: 'unmanaged' },
];

function keyOf(condition: GroundCondition): string {
  return JSON.stringify(Object.entries(condition).sort());
}
