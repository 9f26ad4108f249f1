import { defaultPatchRoles, type PatchRole } from '@muster/contract/patches/patch-roles';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { OptionalTime } from '../checklists/optional-time.tsx';
import styles from './patches.module.css';
import { patchWords as words } from './patches.words.ts';
import { formula } from './roles-formula.ts';

const rolesMost = 12;
const refresh = ['listPatchRoles', 'listPatches', 'getCoverage', 'getPatch', 'listPatchPeople', 'getAttention', 'listAttention'] as const;

/** A key that no other role of the list has; a role that stays keeps its own, and with it whoever holds it. */
function freeKey(roles: readonly PatchRole[]): string {
  for (let n = 1; ; n++) if (!roles.some(({ key }) => key === `role${n}`)) return `role${n}`;
}

/** N of one side and M of the other, each by name; in how many patches one person may hold it; from when; for how long. */
export function PatchRolesForm({
  areaCode,
  areaName,
  roles,
  onDone,
}: {
  areaCode: string;
  areaName: string;
  roles: readonly PatchRole[];
  onDone: () => void;
}) {
  const { incident } = useSession();
  const [written, setWritten] = useState<PatchRole[]>([...roles]);
  const [from, setFrom] = useState<string | null>(null);
  const [onlyThisIncident, setOnly] = useState(false);
  const set = useCommand('setPatchRoles', { refresh: [...refresh], onDone });
  const change = (at: number, to: Partial<PatchRole>) =>
    setWritten((old) => old.map((role, index) => (index === at ? { ...role, ...to } : role)));
  const isUnnamed = written.some(({ name }) => name.trim() === '');
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (isUnnamed) return;
        const named = written.map((role) => ({ ...role, name: role.name.trim() }));
        set.mutate({ areaCode, roles: named, onlyThisIncident, ...(from ? { from } : {}) });
      }}
    >
      <p className="t3 s13">{words.rolesHint}</p>
      {written.map((role, at) => (
        <div key={role.key} className={styles.role}>
          <Input
            aria-label={words.roleName(formatNumber(at + 1))}
            maxLength={20}
            value={role.name}
            onChange={(event) => change(at, { name: event.target.value })}
          />
          <Select
            aria-label={words.roleSide(formatNumber(at + 1))}
            value={role.side}
            options={(['core', 'support'] as const).map((value) => ({ value, label: words.sides[value] }))}
            onChange={(side: PatchRole['side']) => change(at, { side })}
          />
          <InputNumber
            aria-label={words.roleMost(formatNumber(at + 1))}
            min={1}
            max={100}
            placeholder={words.noMost}
            value={role.most}
            onChange={(most) => change(at, { most: most ?? null })}
          />
          {written.length > 1 && (
            <button
              type="button"
              className="lnk"
              aria-label={words.removeRole(role.name)}
              onClick={() => setWritten(written.filter(({ key }) => key !== role.key))}
            >
              {shared.action.remove}
            </button>
          )}
        </div>
      ))}
      <p className={styles.acts}>
        {written.length < rolesMost && (
          <button
            type="button"
            className="lnk"
            onClick={() => setWritten([...written, { key: freeKey(written), name: '', side: 'support', most: null }])}
          >
            {words.addRole}
          </button>
        )}
        <button type="button" className="lnk" onClick={() => setWritten([...defaultPatchRoles])}>
          {words.backToDefault}
        </button>
      </p>
      <OptionalTime
        label={words.rolesBegin}
        none={words.rolesNow}
        value={from}
        proposeHours={12}
        pointer="from"
        problem={set.error}
        onChange={setFrom}
      />
      {incident?.state === 'active' && (
        <Checkbox checked={onlyThisIncident} onChange={(event) => setOnly(event.target.checked)}>
          {words.rolesOnlyIn(incident.name)}
        </Checkbox>
      )}
      <div>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={isUnnamed} loading={set.isPending}>
            {isUnnamed ? words.missingRole : words.rolesAct(areaName, formula(written))}
          </Button>
          <Button onClick={onDone}>{shared.action.cancel}</Button>
        </div>
        <ProblemLine problem={set.error} />
      </div>
    </form>
  );
}
