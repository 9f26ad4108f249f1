import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { AreaDetail } from '../area-types.ts';
import { changeWords as words } from './change-area.words.ts';
import { ChangeDialog } from './change-dialog.tsx';
import type { ChangeKind } from './change-draft.ts';

/** What whoever keeps the territory may do with an area; each says what it moves before it is done. */
export function ChangeMenu({ area }: { area: AreaDetail }) {
  const [kind, setKind] = useState<ChangeKind | null>(null);
  if (!area.may.change) return null;
  const kinds: ChangeKind[] = area.level === 'city' ? ['renamed'] : ['renamed', 'recoded', 'merged', 'split'];
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items: kinds.map((key) => ({ key, label: words.acts[key] })), onClick: ({ key }) => setKind(key as ChangeKind) }}
      >
        <Button>{words.menu}</Button>
      </Dropdown>
      {kind && <ChangeDialog key={kind} area={area} kind={kind} onDone={() => setKind(null)} />}
    </>
  );
}
