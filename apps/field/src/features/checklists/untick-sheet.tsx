import { useState } from 'preact/hooks';
import type { OwnChecklist } from '../../app/ground-types.ts';
import { Chips } from '../../pieces/choices.tsx';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { untick } from './acts.ts';
import { checklistsWords as w } from './checklists.words.ts';

type Reason = keyof typeof w.reasons;

/** A tick is taken back with its reason: who ticked it and when stays on record. */
export function UntickSheet({ list, item, onClose }: { list: OwnChecklist; item: OwnChecklist['items'][number]; onClose: () => void }) {
  const [reason, setReason] = useState<Reason | null>(null);
  return (
    <Sheet
      title={item.text ?? ''}
      onClose={onClose}
      dock={
        <Button
          isMissing={reason === null}
          onTap={() => {
            if (!reason) return;
            void untick(list, item, w.reasons[reason]);
            onClose();
          }}
        >
          {reason ? w.back : w.missing}
        </Button>
      }
    >
      <Chips<Reason>
        label={w.backWhy}
        options={(Object.keys(w.reasons) as Reason[]).map((value) => ({ value, text: w.reasons[value] }))}
        value={reason}
        onChange={setReason}
      />
    </Sheet>
  );
}
