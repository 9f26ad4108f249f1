import { newId } from '@muster/client/ids';
import { type AreaLevel, areaLevels, levelOfCode } from '@muster/contract/areas/area-code';
import { grantableRoles } from '@muster/contract/people/granting';
import { type Role, roleLevels } from '@muster/contract/people/roles';
import { cityDay } from '@muster/ui/format';
import { actingAs, roleWords } from '@muster/ui/words/roles.words';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { useCommand, useList, useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import { AreaPicker } from '../areas/area-picker.tsx';
import styles from './people.module.css';
import { peopleWords as words } from './people.words.ts';
import { UnitPicker } from './unit-picker.tsx';

/** Gives a person a role: for an area within one's own scope, or in a unit. With `areaCode` the area is settled already. */
export function GrantForm({
  person,
  areaCode,
  onDone,
  onCancel,
}: {
  person: { id: string; name: string };
  areaCode?: string;
  onDone: (what: string) => void;
  onCancel: () => void;
}) {
  const { acting } = useSession();
  const [role, setRole] = useState<Role>();
  const [area, setArea] = useState(areaCode);
  const [unit, setUnit] = useState<{ id: string; name: string }>();
  const [title, setTitle] = useState('');
  const [until, setUntil] = useState('');
  const assignmentId = useRef(newId());
  const chosenArea = useView('getArea', { code: area ?? '' }, { enabled: area !== undefined });
  const grant = useCommand('grantAssignment', {
    refresh: ['getDesk', 'listPeople', 'getPerson', 'listChildAreas', 'getSystem', 'getSession'],
    onDone: () => onDone(what),
  });

  const offered = grantable(acting.role, areaCode ?? acting.areaCode, areaCode !== undefined);
  // In a new system nobody could make the first security administrator but the one who sets it up.
  const setsUp = acting.role === 'systemAdministrator' && areaCode === undefined;
  const security = useList('listPeople', { role: 'securityAdministrator', limit: 1 }, { enabled: setsUp });
  const first: Role[] = setsUp && security.items?.length === 0 ? ['securityAdministrator'] : [];

  const levels: readonly AreaLevel[] = role ? roleLevels[role] : [];
  const inUnit = role !== undefined && levels.length === 0;
  const what = role
    ? actingAs({
        role,
        level: inUnit ? null : (chosenArea.data?.level ?? null),
        areaName: inUnit ? null : (chosenArea.data?.shortName ?? null),
        unitName: inUnit ? (unit?.name ?? null) : null,
      })
    : '';
  const missing = !role ? words.missingRole : inUnit ? (unit ? null : words.missingUnit) : area ? null : words.missingArea;

  function choose(next: Role) {
    setRole(next);
    const fits = area !== undefined && (roleLevels[next] as readonly AreaLevel[]).includes(levelOfCode(area) as AreaLevel);
    if (areaCode === undefined && !fits) setArea(undefined);
  }

  function send() {
    if (!role || missing) return;
    grant.mutate({
      assignmentId: assignmentId.current,
      personId: person.id,
      role,
      ...(inUnit ? { unitId: unit?.id } : { areaCode: area }),
      ...(title.trim() === '' ? {} : { title: title.trim() }),
      // Until the end of that day in the city.
      ...(until === '' ? {} : { to: new Date(`${until}T23:59:59+08:00`).toISOString() }),
    });
  }

  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label={words.chooseRole} pointer="role" problem={grant.error}>
        {(field) => (
          <Select
            {...field}
            className={styles.full}
            aria-label={words.chooseRole}
            value={role}
            onChange={choose}
            options={[...offered, ...first].map((one) => ({
              value: one,
              label: roleWords[one],
            }))}
          />
        )}
      </Field>
      {role && inUnit && (
        <Field label={words.scopeUnit} pointer="unitId" problem={grant.error}>
          {(field) => (
            <UnitPicker
              id={field.id}
              className={styles.full}
              label={words.scopeUnit}
              value={unit?.id}
              onChange={(id, name) => setUnit(id && name ? { id, name } : undefined)}
            />
          )}
        </Field>
      )}
      {role && !inUnit && areaCode === undefined && (
        <Field
          label={words.scopeArea}
          hint={words.scopeAreaHint(levels.map((level) => shared.level[level]).join(shared.listJoin))}
          pointer="areaCode"
          problem={grant.error}
        >
          {(field) => (
            <AreaPicker id={field.id} className={styles.full} label={words.scopeArea} value={area} onChange={setArea} levels={levels} />
          )}
        </Field>
      )}
      <Field label={words.titleField} hint={words.titleHint} pointer="title" problem={grant.error}>
        {(field) => <Input {...field} maxLength={40} value={title} onChange={(event) => setTitle(event.target.value)} />}
      </Field>
      <Field label={words.until} pointer="to" problem={grant.error}>
        {(field) => (
          <Input {...field} type="date" min={cityDay(serverNow())} value={until} onChange={(event) => setUntil(event.target.value)} />
        )}
      </Field>
      <div>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={missing !== null} loading={grant.isPending}>
            {missing ?? words.grantButton(person.name, what)}
          </Button>
          <Button onClick={onCancel}>{words.cancel}</Button>
        </div>
        <ProblemLine problem={grant.error} />
      </div>
    </form>
  );
}

/** Roles that one may give and that can be held at the area itself, or anywhere from it downwards. */
function grantable(giver: Role, areaCode: string | null, atItself: boolean): Role[] {
  const level = areaCode === null ? null : levelOfCode(areaCode);
  const reach: readonly AreaLevel[] = level === null ? [] : atItself ? [level] : areaLevels.slice(areaLevels.indexOf(level));
  return grantableRoles[giver].filter((role) => {
    const held: readonly AreaLevel[] = roleLevels[role];
    return held.length === 0 ? !atItself : held.some((one) => reach.includes(one));
  });
}
