import { roleWords } from '@muster/ui/words/roles.words';
import { Popover } from 'antd';
import { useState } from 'react';
import { Icon } from '../../../app/icons.tsx';
import { useCommand, useView } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { Loaded } from '../../../app/states/states.tsx';
import { orderPageWords } from './order-page.words.ts';
import styles from './receipt-tree.module.css';

const words = orderPageWords.leaf;

/** Whom to call at a desk: those on duty first. The number is shown on asking, and asking leaves a record. */
export function CallDesk({ areaCode, areaName }: { areaCode: string; areaName: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={words.callTitle(areaName)}
      content={open ? <DeskNumbers areaCode={areaCode} /> : null}
    >
      <button type="button" className={styles.call} aria-label={words.callTitle(areaName)} title={words.call}>
        <Icon name="phone" size={14} />
      </button>
    </Popover>
  );
}

function DeskNumbers({ areaCode }: { areaCode: string }) {
  const desk = useView('getDesk', { code: areaCode });
  return (
    <div className={styles.numbers}>
      <Loaded query={desk} lines={2}>
        {({ people }) => {
          const callable = people.filter((person) => person.mobileMasked).sort((a, b) => Number(b.onDuty) - Number(a.onDuty));
          if (callable.length === 0) return <p className="t2">{words.callNobody}</p>;
          return (
            <>
              <ul>
                {callable.map((person) => (
                  <li key={person.assignmentId}>
                    <span>
                      <b>{person.name}</b> <span className="t2">{person.title ?? roleWords[person.role]}</span>{' '}
                      <span className={person.onDuty ? 't2' : 'wait'}>{person.onDuty ? words.onDuty : words.offDuty}</span>
                    </span>
                    <PhoneNumber personId={person.personId} masked={person.mobileMasked ?? ''} may={person.may.viewPhone} />
                  </li>
                ))}
              </ul>
              <p className="s12 t3">{words.looked}</p>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function PhoneNumber({ personId, masked, may }: { personId: string; masked: string; may: boolean }) {
  const view = useCommand('viewPhone');
  if (view.data?.mobile) {
    return (
      <a className="lnk" href={`tel:${view.data.mobile}`}>
        {view.data.mobile}
      </a>
    );
  }
  return (
    <span>
      <span className="t2">{masked}</span>{' '}
      {may ? (
        <button type="button" className="lnk" disabled={view.isPending} onClick={() => view.mutate({ personId })}>
          {words.show}
        </button>
      ) : null}
      <ProblemLine problem={view.error} />
    </span>
  );
}
