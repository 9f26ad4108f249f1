import type { ProblemError } from '@muster/client/call';
import { Button, Checkbox, Input, Radio } from 'antd';
import { useList, useView } from '../../../app/query.ts';
import { Field } from '../../../parts/field.tsx';
import { AreaPicker } from '../area-picker.tsx';
import type { AreaDetail } from '../area-types.ts';
import styles from './change-area.module.css';
import { changeWords as words } from './change-area.words.ts';
import type { ChangeDraft, ChangeKind } from './change-draft.ts';

interface FieldsProps {
  area: AreaDetail;
  draft: ChangeDraft;
  problem: ProblemError | null;
  onChange: (part: Partial<ChangeDraft>) => void;
}

export function ChangeFields({ kind, ...props }: FieldsProps & { kind: ChangeKind }) {
  return (
    <div className={styles.fields}>
      {kind === 'renamed' && <RenameFields {...props} />}
      {kind === 'recoded' && <CodeField {...props} hint={words.newCodeHint(String(props.area.code.length))} />}
      {kind === 'merged' && <MergeFields {...props} />}
      {kind === 'split' && <SplitFields {...props} />}
    </div>
  );
}

function RenameFields({ draft, problem, onChange }: FieldsProps) {
  return (
    <>
      <Field label={words.name} pointer="name" problem={problem} hint={words.formerFound}>
        {(props) => (
          <Input {...props} autoFocus maxLength={60} value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
        )}
      </Field>
      <Field label={words.shortName} pointer="shortName" problem={problem} hint={words.shortNameHint}>
        {(props) => (
          <Input {...props} maxLength={60} value={draft.shortName} onChange={(event) => onChange({ shortName: event.target.value })} />
        )}
      </Field>
    </>
  );
}

function CodeField({ area, draft, problem, onChange, hint }: FieldsProps & { hint?: string }) {
  return (
    <Field label={words.newCode} pointer="newCode" problem={problem} hint={hint ?? words.codeHint(String(area.code.length))}>
      {(props) => (
        <Input
          {...props}
          inputMode="numeric"
          maxLength={area.code.length}
          placeholder={area.code}
          value={draft.newCode}
          onChange={(event) => onChange({ newCode: event.target.value.replaceAll(/\D/g, '') })}
        />
      )}
    </Field>
  );
}

function MergeFields(props: FieldsProps) {
  const { area, draft, problem, onChange } = props;
  const codes = [area.code, ...draft.others];
  const without = (code: string) => draft.others.filter((one) => one !== code);
  return (
    <>
      <Field label={words.with} pointer="codes" problem={problem}>
        {({ id }) => (
          <>
            {draft.others.length > 0 && (
              <div className={styles.chosen}>
                {draft.others.map((code) => (
                  <span key={code}>
                    <AreaName code={code} />{' '}
                    <Button
                      type="link"
                      size="small"
                      onClick={() => onChange({ others: without(code), ...(draft.into === code ? { into: area.code } : {}) })}
                    >
                      <Remove code={code} />
                    </Button>
                  </span>
                ))}
              </div>
            )}
            <AreaPicker
              key={draft.others.length}
              id={id}
              className="wide"
              value={undefined}
              levels={[area.level]}
              label={draft.others.length > 0 ? words.withAdd : words.with}
              allowClear={false}
              onChange={(code) => code && !codes.includes(code) && onChange({ others: [...draft.others, code] })}
            />
          </>
        )}
      </Field>
      {draft.others.length > 0 && (
        <>
          <Field label={words.into} pointer="into" problem={problem}>
            {({ id }) => (
              <Radio.Group id={id} value={draft.into} onChange={(event) => onChange({ into: event.target.value as string })}>
                {codes.map((code) => (
                  <Radio key={code} value={code}>
                    <AreaName code={code} />
                  </Radio>
                ))}
                <Radio value="">{words.intoNew}</Radio>
              </Radio.Group>
            )}
          </Field>
          {draft.into === '' && <CodeField {...props} />}
          <Field label={words.mergedName} pointer="name" problem={problem}>
            {(field) => <Input {...field} maxLength={60} value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />}
          </Field>
        </>
      )}
    </>
  );
}

function SplitFields(props: FieldsProps) {
  const { area, draft, problem, onChange } = props;
  const children = useList('listChildAreas', { code: area.code, limit: 200 });
  const desk = useView('getDesk', { code: area.code });
  return (
    <>
      <Field label={words.newName} pointer="name" problem={problem}>
        {(field) => (
          <Input {...field} autoFocus maxLength={60} value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
        )}
      </Field>
      <CodeField {...props} />
      {area.level !== 'grid' && (
        <Field
          label={words.children}
          pointer="children"
          problem={problem}
          {...(children.items?.length === 0 ? { hint: words.noChildren } : {})}
        >
          {() => (
            <Checkbox.Group
              className={styles.checks ?? ''}
              value={draft.children}
              options={(children.items ?? []).map((child) => ({ value: child.code, label: child.shortName }))}
              onChange={(codes) => onChange({ children: codes as string[] })}
            />
          )}
        </Field>
      )}
      <Field
        label={words.people}
        pointer="assignmentIds"
        problem={problem}
        {...(desk.data?.people.length === 0 ? { hint: words.noPeople } : {})}
      >
        {() => (
          <Checkbox.Group
            className={styles.checks ?? ''}
            value={draft.assignmentIds}
            options={(desk.data?.people ?? []).map((person) => ({ value: person.assignmentId, label: person.name }))}
            onChange={(ids) => onChange({ assignmentIds: ids as string[] })}
          />
        )}
      </Field>
      <Field label={words.receipts} pointer="openReceipts" problem={problem}>
        {({ id }) => (
          <Radio.Group
            id={id}
            value={draft.openReceipts}
            onChange={(event) => onChange({ openReceipts: event.target.value as 'stay' | 'move' })}
          >
            <Radio value="stay">{words.stay}</Radio>
            <Radio value="move">{words.move}</Radio>
          </Radio.Group>
        )}
      </Field>
    </>
  );
}

function useName(code: string): string {
  return useView('getArea', { code }).data?.shortName ?? code;
}

function AreaName({ code }: { code: string }) {
  return <>{useName(code)}</>;
}

function Remove({ code }: { code: string }) {
  return <>{words.remove(useName(code))}</>;
}
