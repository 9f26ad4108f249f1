import { formatDayTime, formatNumber } from '@muster/ui/format';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Loaded } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { ChangeDrawer } from './change-drawer.tsx';
import { ChecklistForm } from './checklist-form.tsx';
import { ChecklistItems } from './checklist-items.tsx';
import type { ChecklistDetail } from './checklist-types.ts';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';
import { CloseChecklist, SendChecklist } from './ending.tsx';
import { ProgressSection } from './progress-section.tsx';
import { Revisions } from './revisions.tsx';
import { fromItems } from './written.ts';

/** One list: while it is a draft its form, afterwards its items with how many ticked each, and how far every area is. */
export function ChecklistPage() {
  const { checklistId } = useParams({ from: '/_desk/checklists/$checklistId' });
  const { acting, city } = useSession();
  const { under = acting.areaCode ?? city.code ?? '' } = useSearch({ from: '/_desk/checklists/$checklistId' });
  const list = useView('getChecklist', { checklistId, under: under.slice(0, 12) }, { keep: true });
  return <Loaded query={list}>{(data) => <Detail list={data} under={under} />}</Loaded>;
}

function Detail({ list, under }: { list: ChecklistDetail; under: string }) {
  useTitle(list.title);
  const navigate = useNavigate();
  const [doing, setDoing] = useState<'send' | 'change' | 'close' | null>(null);
  const isDraft = list.state === 'draft';
  const done = () => setDoing(null);
  return (
    <div className={styles.page}>
      <header className={page.head}>
        <div>
          <h1>{list.title}</h1>
          <Facts list={list} />
        </div>
        <div className={page.acts}>
          {list.may.close && <Button onClick={() => setDoing('close')}>{isDraft ? words.closeDraft : words.close}</Button>}
          {list.may.change && !isDraft && <Button onClick={() => setDoing('change')}>{words.change}</Button>}
          {list.may.send && (
            <Button type="primary" disabled={list.named === 0} onClick={() => setDoing('send')}>
              {list.named === 0 ? words.missingItem : words.send(list.title)}
            </Button>
          )}
        </div>
      </header>
      {list.note && <p className="t2">{list.note}</p>}
      {isDraft && list.may.change ? (
        <ChecklistForm
          key={list.version}
          checklistId={list.id}
          version={list.version}
          draft={{
            frame: list.frame,
            title: list.title,
            note: list.note ?? '',
            items: fromItems(list.items),
            level: list.level,
            areaCodes: list.areas.map(({ code }) => code),
            startsAt: Date.parse(list.startsAt) > serverNow() ? list.startsAt : null,
            dueAt: list.dueAt,
            endsAt: list.endsAt,
          }}
          onSaved={() => {}}
        />
      ) : (
        <div className={styles.columns}>
          <div>
            <ChecklistItems list={list} />
            <Revisions list={list} />
          </div>
          {!isDraft && <ProgressSection list={list} under={under} />}
        </div>
      )}
      {doing === 'send' && <SendChecklist list={list} onDone={done} />}
      {doing === 'change' && <ChangeDrawer list={list} onClose={done} />}
      {doing === 'close' && (
        <CloseChecklist list={list} onKeep={done} onDone={() => (isDraft ? void navigate({ to: '/checklists' }) : done())} />
      )}
    </div>
  );
}

function Facts({ list }: { list: ChecklistDetail }) {
  const now = serverNow();
  const facts = [
    list.frame && words.frames[list.frame],
    words.states[list.state],
    list.issuerName,
    words.sendTo(words.levels[list.level], list.areas.map(({ name }) => name).join(words.listJoin)),
    list.dueAt ? words.dueBy(formatDayTime(list.dueAt, now)) : null,
    list.endsAt ? words.until(formatDayTime(list.endsAt, now)) : null,
    list.sentAt && list.sentByName ? words.sentBy(list.sentByName, formatDayTime(list.sentAt, now)) : null,
    list.closedAt ? words.closedAt(formatDayTime(list.closedAt, now)) : null,
    list.revision > 1 ? words.revision(formatNumber(list.revision)) : null,
  ];
  return <p className={styles.facts}>{facts.map((fact) => fact && <span key={fact}>{fact}</span>)}</p>;
}
