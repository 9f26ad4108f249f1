import type { AreaChange, AreaChangeResult } from '@muster/contract/areas/areas.operations';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { Dialog } from '../../../app/dialog.tsx';
import { useCommand, useView } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { useDebounced } from '../../../app/use-debounced.ts';
import { Field } from '../../../parts/field.tsx';
import type { AreaDetail } from '../area-types.ts';
import { changeWords as words } from './change-area.words.ts';
import { type ChangeDraft, type ChangeKind, changeOf, emptyDraft, leftOf } from './change-draft.ts';
import { ChangeFields } from './change-fields.tsx';
import { ChangePreview } from './change-preview.tsx';

/** One change of an area: what is written, what it would move, and the area's name typed to confirm it. */
export function ChangeDialog({ area, kind, onDone }: { area: AreaDetail; kind: ChangeKind; onDone: () => void }) {
  const [draft, setDraft] = useState<ChangeDraft>(() => emptyDraft(area, kind));
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  const navigate = useNavigate();
  const change = changeOf(area, kind, draft);
  const asked = useDebounced(change === null ? '' : JSON.stringify(change), 300);
  const preview = useView(
    'previewAreaChange',
    { change: JSON.parse(asked || 'null') as AreaChange },
    { enabled: asked !== '', staleTime: 0 },
  );
  const done = ({ to }: AreaChangeResult) => {
    void client.invalidateQueries();
    onDone();
    const goes = to.at(-1)?.code;
    if (goes && goes !== area.code) void navigate({ to: '/areas/$code', params: { code: goes } });
  };
  const act = {
    renamed: useCommand('renameArea', { onDone: done }),
    recoded: useCommand('recodeArea', { onDone: done }),
    merged: useCommand('mergeAreas', { onDone: done }),
    split: useCommand('splitArea', { onDone: done }),
  }[kind];
  const isShown = asked !== '' && JSON.stringify(change) === asked && preview.data !== undefined;
  const problem = act.error ?? (asked === '' ? null : preview.error);
  const isConfirmed = typed.trim() === area.shortName;
  return (
    <Dialog
      title={words.titles[kind](area.shortName)}
      act={!change ? words.left[leftOf(area, kind, draft)] : isConfirmed ? words.go[kind] : words.typeName(area.shortName)}
      keep={words.keep}
      danger={kind !== 'renamed'}
      disabled={!isShown || !isConfirmed}
      pending={act.isPending}
      width={620}
      onKeep={onDone}
      onAct={() => {
        if (!change) return;
        const { kind: _, ...input } = change;
        act.mutate(input as never);
      }}
    >
      <ChangeFields
        area={area}
        kind={kind}
        draft={draft}
        problem={problem}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
      {asked !== '' && <ChangePreview preview={preview.data} isCounting={preview.isFetching} />}
      <ProblemLine problem={problem} />
      {change && (
        <Field label={words.confirm(area.shortName)}>
          {(props) => <Input {...props} value={typed} placeholder={area.shortName} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
      )}
    </Dialog>
  );
}
