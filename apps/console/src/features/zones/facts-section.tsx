import type { ZoneFact } from '@muster/contract/zones/zones.schemas';
import { formatDayTime, formatNumber, formatRelative } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty } from '../../app/states/states.tsx';
import { Field } from '../../parts/field.tsx';
import type { ZoneDetail } from './zone-detail.ts';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

/** What was recorded of a zone, newest first; a wrong record is taken back and stays readable. */
export function FactsSection({ zone, onRecord }: { zone: ZoneDetail; onRecord?: () => void }) {
  return (
    <section className={page.section}>
      <div className={page.title}>
        <h2>{words.facts}</h2>
        {onRecord && (
          <button type="button" className="lnk s13" onClick={onRecord}>
            {words.record}
          </button>
        )}
      </div>
      {zone.facts.length === 0 && <Empty title={words.factsNone}>{words.factsNoneHint}</Empty>}
      {zone.facts.map((fact) => (
        <Fact key={fact.id} fact={fact} mayTakeBack={onRecord !== undefined} />
      ))}
    </section>
  );
}

function text({ kind, count, negative }: ZoneFact): string {
  const n = formatNumber(count);
  if (kind === 'case') return words.factText.case(n);
  if (kind === 'contact') return count === 0 ? words.factText.noContact : words.factText.contact(n, negative === true);
  return words.factText.round(n, negative === true);
}

function Fact({ fact, mayTakeBack }: { fact: ZoneFact; mayTakeBack: boolean }) {
  const [taking, setTaking] = useState(false);
  const [reason, setReason] = useState('');
  const take = useCommand('takeBackZoneFact', { refresh: ['getZone', 'listZones', 'summariseZones'], onDone: () => setTaking(false) });
  const now = serverNow();
  return (
    <div>
      <div className={styles.row}>
        <span className={fact.takenBack ? 't3' : undefined}>
          {formatDayTime(fact.at, now)} {fact.takenBack ? <s>{text(fact)}</s> : <b>{text(fact)}</b>}{' '}
          <span className="t3 s12">{fact.place}</span>
        </span>
        <span className="t3 s12">
          {fact.takenBack ? words.takenBack(fact.takenBack.reason) : `${fact.recordedBy} ${formatRelative(fact.recordedAt, now)}`}{' '}
          {mayTakeBack && !fact.takenBack && (
            <button type="button" className="lnk" onClick={() => setTaking(true)}>
              {words.takeBack}
              <span className="sr"> {text(fact)}</span>
            </button>
          )}
        </span>
      </div>
      {taking && (
        <form
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim().length > 1) take.mutate({ factId: fact.id, reason: reason.trim() });
          }}
        >
          <Field label={words.takeBackReason} pointer="reason" problem={take.error}>
            {(field) => <Input {...field} autoFocus maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />}
          </Field>
          <div className={styles.buttons}>
            <Button htmlType="submit" disabled={reason.trim().length < 2} loading={take.isPending}>
              {words.takeBackAct}
            </Button>
            <Button onClick={() => setTaking(false)}>{shared.action.cancel}</Button>
          </div>
          <ProblemLine problem={take.error} />
        </form>
      )}
    </div>
  );
}
