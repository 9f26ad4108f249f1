import type { ResultOf } from '@muster/contract/operation';
import type { PatchRole } from '@muster/contract/patches/patch-roles';
import type { listPatchRoles } from '@muster/contract/patches/patches.operations';
import { formatDayTime } from '@muster/ui/format';
import { Drawer } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { useView } from '../../app/query.ts';
import { Loaded } from '../../app/states/states.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { PatchRolesForm } from './patch-roles-form.tsx';
import styles from './patches.module.css';
import { patchWords as words } from './patches.words.ts';
import { roleName } from './role-name.ts';
import { formula } from './roles-formula.ts';

type Roles = ResultOf<typeof listPatchRoles>;
type RolesSet = NonNullable<Roles['setBy']>;

/** Which people a patch must have here: what is in force and who set it, what is planned, what was; set anew by who leads. */
export function PatchRolesDrawer({ areaCode, areaName, onClose }: { areaCode: string; areaName: string; onClose: () => void }) {
  const roles = useView('listPatchRoles', { areaCode });
  const [setting, setSetting] = useState(false);
  useReturnFocus();
  return (
    <Drawer open title={words.rolesOf(areaName)} onClose={onClose} size={520}>
      <Loaded query={roles}>
        {(data) =>
          setting ? (
            <PatchRolesForm areaCode={areaCode} areaName={areaName} roles={data.roles} onDone={() => setSetting(false)} />
          ) : (
            <>
              <h3>
                {words.rolesFormula(formula(data.roles))} <span className="t3 s13">{setByText(data)}</span>
              </h3>
              <p>{namesOf(data.roles)}</p>
              {data.may.set && (
                <button type="button" className="lnk" onClick={() => setSetting(true)}>
                  {words.rolesSet}
                </button>
              )}
              <Others title={words.rolesPlanned} sets={data.planned} />
              <Others title={words.rolesFormer} sets={data.former} />
            </>
          )
        }
      </Loaded>
    </Drawer>
  );
}

function Others({ title, sets }: { title: string; sets: readonly RolesSet[] }) {
  if (sets.length === 0) return null;
  const now = serverNow();
  return (
    <section className={styles.patch}>
      <h3>{title}</h3>
      <ul>
        {sets.map((set) => (
          <li key={`${set.areaCode} ${set.from}`}>
            <b>{words.rolesFormula(formula(set.roles))}</b> {namesOf(set.roles)}{' '}
            <span className="t3 s12">
              {[
                set.areaName,
                set.incident,
                set.to
                  ? words.rolesSpan(formatDayTime(set.from, now), formatDayTime(set.to, now))
                  : words.rolesFrom(formatDayTime(set.from, now)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const namesOf = (roles: readonly PatchRole[]) => roles.map(roleName).join(words.join);

function setByText({ setBy }: Roles): string {
  if (!setBy) return words.rolesDefault;
  const since = words.rolesSetBy(setBy.areaName, formatDayTime(setBy.from, serverNow()));
  return setBy.incident ? `${since} · ${words.rolesOnlyIn(setBy.incident)}` : since;
}
