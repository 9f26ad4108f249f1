import { newId } from '@muster/client/ids';
import type { Patch } from '@muster/contract/patches/patches.operations';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Drawer, Input } from 'antd';
import { useRef, useState } from 'react';
import { Confirm } from '../../app/dialog.tsx';
import { useCommand, useView } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { Field } from '../../parts/field.tsx';
import { DoorPicker, doorOf, doorText } from './door-picker.tsx';
import styles from './patches.module.css';
import { patchWords as words } from './patches.words.ts';

const refresh = ['listPatches', 'getCoverage', 'getPatch'] as const;

/** Which doors belong together, what they are called, and the phone that is always answered. */
export function PatchDrawer({
  community,
  patch,
  onClose,
}: {
  community: { code: string; shortName: string };
  patch?: Patch;
  onClose: () => void;
}) {
  const [name, setName] = useState(patch?.name ?? '');
  const [doors, setDoors] = useState<string[]>(patch?.parts.map(doorText) ?? []);
  const [dutyPhone, setDutyPhone] = useState(patch?.dutyPhone ?? '');
  const [closing, setClosing] = useState(false);
  const patchId = useRef(patch?.id ?? newId());
  const define = useCommand('definePatch', { refresh: [...refresh], onDone: onClose });
  const change = useCommand('changePatch', { refresh: [...refresh], onDone: onClose });
  const close = useCommand('closePatch', { refresh: [...refresh], onDone: onClose });
  const detail = useView('getPatch', { patchId: patchId.current }, { enabled: patch !== undefined });
  const problem = define.error ?? change.error;
  const missing = name.trim() === '' ? words.missingName : doors.length === 0 ? words.missingDoors : null;
  useReturnFocus();
  return (
    <Drawer open title={patch ? patch.name : words.defineIn(community.shortName)} onClose={onClose} size={460}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (missing !== null) return;
          const written = {
            patchId: patchId.current,
            name: name.trim(),
            parts: doors.map(doorOf),
            dutyPhone: dutyPhone.trim() === '' ? null : dutyPhone.trim(),
          };
          if (patch) change.mutate({ ...written, version: patch.version });
          else define.mutate({ ...written, communityCode: community.code });
        }}
      >
        <Field label={words.name} hint={words.nameHint} pointer="name" problem={problem}>
          {(field) => <Input {...field} autoFocus maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={words.doors} hint={words.doorsHint} pointer="parts" problem={problem}>
          {(field) => <DoorPicker id={field.id} communityCode={community.code} value={doors} onChange={setDoors} />}
        </Field>
        <Field label={words.dutyPhone} hint={words.dutyPhoneHint} pointer="dutyPhone" problem={problem}>
          {(field) => (
            <Input {...field} inputMode="tel" maxLength={20} value={dutyPhone} onChange={(event) => setDutyPhone(event.target.value)} />
          )}
        </Field>
        <div>
          <div className={styles.buttons}>
            <Button type="primary" htmlType="submit" disabled={missing !== null} loading={define.isPending || change.isPending}>
              {missing ?? (patch ? words.save : words.saveNew(name.trim()))}
            </Button>
            <Button onClick={onClose}>{shared.action.cancel}</Button>
          </div>
          <ProblemLine problem={problem} />
        </div>
        {patch && (
          <p className={styles.acts}>
            {detail.data && (
              <>
                <a className="lnk" href={detail.data.cardPath} target="_blank" rel="noreferrer">
                  {words.card} · {words.cardA6}
                </a>
                <a className="lnk" href={`${detail.data.cardPath}?size=a4`} target="_blank" rel="noreferrer">
                  {words.cardA4}
                </a>
              </>
            )}
            <button type="button" className="lnk" onClick={() => setClosing(true)}>
              {words.close}
            </button>
          </p>
        )}
      </form>
      {closing && patch && (
        <Confirm
          title={words.closeAct(patch.name)}
          act={words.closeAct(patch.name)}
          keep={words.keep}
          pending={close.isPending}
          onAct={() => close.mutate({ patchId: patch.id, version: patch.version })}
          onKeep={() => setClosing(false)}
        >
          <p>{words.closeText}</p>
          <ProblemLine problem={close.error} />
        </Confirm>
      )}
    </Drawer>
  );
}
