import type { PatchRole } from '@muster/contract/patches/patch-roles';
import type { Patch } from '@muster/contract/patches/patches.operations';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Drawer, Radio } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { Field } from '../../parts/field.tsx';
import { PersonPicker } from '../people/person-picker.tsx';
import { AbsentForm } from './absence-forms.tsx';
import styles from './patches.module.css';
import { patchWords as words } from './patches.words.ts';
import { roleName } from './role-name.ts';

const refresh = ['listPatches', 'getCoverage', 'getPatch', 'listPatchPeople', 'getPatchTroubles'] as const;

/** One person in one role: for this patch, or for all of the community in one act. Who stands there now can be taken out. */
export function LinkDrawer({ patch, role, patches, onClose }: { patch: Patch; role: PatchRole; patches: number; onClose: () => void }) {
  const [person, setPerson] = useState<{ id: string; name: string }>();
  const [all, setAll] = useState(false);
  const [absent, setAbsent] = useState<{ personId: string; name: string } | null>(null);
  const link = useCommand('linkPatchPerson', { refresh: [...refresh], onDone: onClose });
  const unlink = useCommand('unlinkPatchPerson', { refresh: [...refresh], onDone: onClose });
  const here = patch.people.filter(({ roleKey }) => roleKey === role.key);
  useReturnFocus();
  return (
    <Drawer open title={`${patch.name} · ${words.linkTitle(roleName(role))}`} onClose={onClose} size={420}>
      {absent && <AbsentForm person={absent} onDone={onClose} />}
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (!person) return;
          link.mutate({
            communityCode: patch.communityCode,
            roleKey: role.key,
            personId: person.id,
            ...(all ? {} : { patchIds: [patch.id] }),
          });
        }}
      >
        {here.map((one) => (
          <p key={one.linkId}>
            {one.name} <span className="t3">{one.mobileMasked}</span>{' '}
            <button type="button" className="lnk" onClick={() => unlink.mutate({ linkId: one.linkId })}>
              {words.unlink}
              <span className="sr"> {one.name}</span>
            </button>{' '}
            {one.absent ? (
              <span className="t3">{words.absentReason[one.absent]}</span>
            ) : (
              <button type="button" className="lnk" onClick={() => setAbsent(one)}>
                {words.setAbsent}
                <span className="sr"> {one.name}</span>
              </button>
            )}
          </p>
        ))}
        <Field label={words.linkPerson} pointer="personId" problem={link.error}>
          {(field) => (
            <PersonPicker id={field.id} className={styles.full ?? ''} label={words.linkPerson} value={person?.id} onChange={setPerson} />
          )}
        </Field>
        <fieldset>
          <legend className="t2 s13">{words.linkWhere}</legend>
          <Radio.Group value={all} onChange={(event) => setAll(event.target.value as boolean)}>
            <Radio value={false}>{words.linkThis(patch.name)}</Radio>
            <Radio value={true}>{words.linkAll(formatNumber(patches))}</Radio>
          </Radio.Group>
        </fieldset>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={!person} loading={link.isPending}>
            {person ? words.linkAct(person.name, roleName(role)) : words.missingPerson}
          </Button>
          <Button onClick={onClose}>{shared.action.cancel}</Button>
        </div>
        <ProblemLine problem={link.error ?? unlink.error} />
      </form>
    </Drawer>
  );
}
