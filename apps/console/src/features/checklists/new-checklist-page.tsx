import { newId } from '@muster/client/ids';
import { type FrameKey, frames } from '@muster/contract/checklists/checklist-frames';
import { formatNumber } from '@muster/ui/format';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import page from '../../app/page.module.css';
import { useSession } from '../../app/session.tsx';
import { useTitle } from '../../app/use-title.ts';
import { ChecklistForm, levelsOf, type WrittenChecklist } from './checklist-form.tsx';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';
import { emptyItem } from './items-field.tsx';

/** A new list, from one of the frames that the source names or from nothing. */
export function NewChecklistPage() {
  useTitle(words.write);
  const navigate = useNavigate();
  const { acting } = useSession();
  const { frame } = useSearch({ from: '/_desk/checklists/new' });
  const chosen = frames.find(({ key }) => key === frame);
  const levels = levelsOf(acting.level);
  const draft: WrittenChecklist = {
    frame: frame ?? null,
    title: chosen ? words.frames[chosen.key] : '',
    note: '',
    items: chosen ? chosen.slots.map((text) => ({ id: newId(), text: text ?? '', hint: null })) : [emptyItem()],
    level: levels.includes('community') ? 'community' : (levels[0] ?? 'community'),
    areaCodes: acting.areaCode ? [acting.areaCode] : [],
    startsAt: null,
    dueAt: null,
    endsAt: null,
  };
  const unnamed = chosen?.slots.filter((text) => text === null).length ?? 0;
  return (
    <div className={styles.page}>
      <header className={page.head}>
        <div>
          <h1>{words.write}</h1>
          {chosen && <p className="t2">{words.frameNote(formatNumber(chosen.slots.length), formatNumber(unnamed))}</p>}
        </div>
      </header>
      <div className={styles.form}>
        <div>
          <div className={styles.label}>{words.startFrom}</div>
          <Segmented
            aria-label={words.startFrom}
            value={frame ?? 'blank'}
            options={[{ value: 'blank', label: words.blank }, ...frames.map(({ key }) => ({ value: key, label: words.frames[key] }))]}
            onChange={(value) =>
              void navigate({ to: '/checklists/new', search: value === 'blank' ? {} : { frame: value as FrameKey }, replace: true })
            }
          />
        </div>
      </div>
      <div className={styles.lists}>
        <ChecklistForm
          key={frame ?? 'blank'}
          draft={draft}
          onSaved={(checklistId) => void navigate({ to: '/checklists/$checklistId', params: { checklistId } })}
        />
      </div>
    </div>
  );
}
