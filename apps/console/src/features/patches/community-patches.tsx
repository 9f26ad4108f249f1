import type { PatchRole } from '@muster/contract/patches/patch-roles';
import type { Patch, PatchPerson } from '@muster/contract/patches/patches.operations';
import { formatNumber, formatSince } from '@muster/ui/format';
import { Button } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useCommand, useList, useView } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty, Listed } from '../../app/states/states.tsx';
import { doorsText } from './doors-text.ts';
import { LinkDrawer } from './link-drawer.tsx';
import { PatchDrawer } from './patch-drawer.tsx';
import styles from './patches.module.css';
import { patchWords as words } from './patches.words.ts';
import { roleName } from './role-name.ts';

/** The patches of one community with their people; who is lacking stands where he would stand, with the act that fills it. */
export function CommunityPatches({ code, name }: { code: string; name: string }) {
  const patches = useList('listPatches', { under: code, limit: 100 });
  const summary = useView('summariseCompounds', { under: code });
  const [defining, setDefining] = useState(false);
  const mayDefine = summary.data?.may.add === true && (summary.data?.compounds ?? 0) > 0;
  const roles = patches.pages?.[0]?.roles ?? [];
  return (
    <section className={page.section} aria-label={words.patch}>
      <div className={page.title}>
        <h2>{words.patch}</h2>
        {mayDefine && (
          <button type="button" className="lnk s13" onClick={() => setDefining(true)}>
            {words.define}
          </button>
        )}
      </div>
      <Listed
        list={patches}
        empty={
          <Empty title={words.none} action={mayDefine && <Button onClick={() => setDefining(true)}>{words.define}</Button>}>
            {words.noneHint}
          </Empty>
        }
      >
        {(items) => (
          <>
            {inOrder(items).map((patch) => (
              <PatchRow key={patch.id} patch={patch} roles={roles} others={items.filter(({ id }) => id !== patch.id)} />
            ))}
          </>
        )}
      </Listed>
      {defining && <PatchDrawer community={{ code, shortName: name }} onClose={() => setDefining(false)} />}
    </section>
  );
}

/** Where somebody is lacking first; then 第2片 before 第10片. */
function inOrder(patches: readonly Patch[]): Patch[] {
  const byName = new Intl.Collator('zh-CN', { numeric: true });
  return [...patches].sort((a, b) => Number(b.lacking.length > 0) - Number(a.lacking.length > 0) || byName.compare(a.name, b.name));
}

function PatchRow({ patch, roles, others }: { patch: Patch; roles: readonly PatchRole[]; others: readonly Patch[] }) {
  const [doing, setDoing] = useState<'change' | { link: PatchRole } | null>(null);
  const refresh = ['listPatches', 'getCoverage'] as const;
  const copy = useCommand('copyPatchPeople', { refresh: [...refresh] });
  const lackingElsewhere = others.filter(({ lacking }) => lacking.length > 0);
  return (
    <div className={styles.patch}>
      <div className={styles.patchHead}>
        <span>
          <b>{patch.name}</b> <span className={styles.doors}>{doorsText(patch.parts)}</span>{' '}
          <span className="t3 s12">
            {words.households(formatNumber(patch.households))}
            {patch.gapSince && ` · ${words.since(formatSince(patch.gapSince, serverNow()))}`}
          </span>
        </span>
        <span className={styles.acts}>
          {patch.may.change && patch.people.length > 0 && lackingElsewhere.length > 0 && (
            <button
              type="button"
              className="lnk s13"
              onClick={() => copy.mutate({ patchId: patch.id, toPatchIds: lackingElsewhere.map(({ id }) => id) })}
            >
              {words.copy(formatNumber(lackingElsewhere.length))}
            </button>
          )}
          {patch.may.change && (
            <button type="button" className="lnk s13" onClick={() => setDoing('change')}>
              {words.change}
              <span className="sr"> {patch.name}</span>
            </button>
          )}
        </span>
      </div>
      <ProblemLine problem={copy.error} />
      <div className={styles.people}>
        {roles.map((role) => (
          <Place
            key={role.key}
            role={role}
            people={patch.people.filter(({ roleKey }) => roleKey === role.key)}
            isLacking={patch.lacking.includes(role.key)}
            {...(patch.may.change ? { onLink: () => setDoing({ link: role }) } : {})}
          />
        ))}
      </div>
      {doing === 'change' && (
        <PatchDrawer
          community={{ code: patch.communityCode, shortName: patch.communityName }}
          patch={patch}
          onClose={() => setDoing(null)}
        />
      )}
      {doing !== null && typeof doing === 'object' && (
        <LinkDrawer patch={patch} role={doing.link} patches={others.length + 1} onClose={() => setDoing(null)} />
      )}
    </div>
  );
}

function Place({
  role,
  people,
  isLacking,
  onLink,
}: {
  role: PatchRole;
  people: readonly PatchPerson[];
  isLacking: boolean;
  onLink?: () => void;
}) {
  return (
    <div className={styles.person}>
      <small>{roleName(role)}</small>
      {people.map((person) => (
        <div key={person.linkId}>
          {onLink ? (
            <button type="button" className={styles.name} onClick={onLink}>
              {person.name}
            </button>
          ) : (
            person.name
          )}{' '}
          <span className="t3 s12">
            {[
              person.absent ? words.absentReason[person.absent] : null,
              person.substitutesFor ? words.substitutesFor(person.substitutesFor) : null,
              person.isTooMany ? words.tooMany(formatNumber(person.patches)) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
      ))}
      {isLacking && <span className={styles.lack}>{words.lackRole(roleName(role))}</span>}{' '}
      {isLacking && onLink && (
        <button type="button" className="lnk" onClick={onLink}>
          {words.link}
          <span className="sr"> {roleName(role)}</span>
        </button>
      )}
    </div>
  );
}
