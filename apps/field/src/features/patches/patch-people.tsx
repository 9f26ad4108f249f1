import { shared } from '@muster/ui/words/shared.words';
import { useState } from 'preact/hooks';
import type { Ground, OwnPatch } from '../../app/ground-types.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { Tile } from '../../pieces/tile.tsx';
import { CallSheet } from '../areas/call-sheet.tsx';
import { lackingText } from './patch-text.ts';
import { roleName, patchWords as w } from './patches.words.ts';

type Person = OwnPatch['people'][number];

/** Role by role, as the template names them: who stands there, and the place that nobody fills. */
export function PatchPeople({ ground, patch }: { ground: Ground; patch: OwnPatch }) {
  const { person: me } = useSession();
  const [calling, setCalling] = useState<Person | null>(null);
  const { roles, may } = ground.patches.content;
  const lacking = lackingText(patch, roles);
  return (
    <>
      <Heading aside={lacking ? w.lacking(lacking) : w.filled}>{w.people}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {roles.map((role) => {
          const people = patch.people.filter((person) => person.roleKey === role.key);
          if (people.length === 0)
            return (
              <li key={role.key} class={s.row}>
                <Tile state="waiting" />
                <div>
                  {roleName(role)}
                  <p>{w.nobody}</p>
                </div>
                <span />
              </li>
            );
          return people.map((person) => (
            <li key={person.linkId} class={s.row}>
              <Tile state={person.absent ? 'waiting' : 'done'} />
              <div>
                {person.personId === me.id ? w.youNamed(person.name) : person.name} <span class={s.sub}>{roleName(role)}</span>
                <p>{standing(person)}</p>
              </div>
              {person.personId !== me.id && person.mobileMasked && may.viewPhone && !person.absent ? (
                <button type="button" class={s.link} onClick={() => setCalling(person)}>
                  <Icon name="phone" />
                  {shared.action.call}
                </button>
              ) : (
                <span />
              )}
            </li>
          ));
        })}
      </ul>
      {calling && <CallSheet personId={calling.personId} name={calling.name} onClose={() => setCalling(null)} />}
    </>
  );
}

function standing(person: Person): string {
  return [person.absent && w.absent[person.absent], person.substitutesFor && w.substitutes(person.substitutesFor), person.mobileMasked]
    .filter(Boolean)
    .join(' · ');
}
