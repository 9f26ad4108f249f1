import type { Incident } from '@muster/contract/incidents/incidents.operations';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Confirm } from '../../app/dialog.tsx';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './incidents.module.css';
import { incidentsWords as words } from './incidents.words.ts';

/** Ends an incident. It reaches every desk and cannot be taken back: its name is typed to confirm. */
export function EndIncident({ incident }: { incident: Incident }) {
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const end = useCommand('endIncident', {
    refresh: ['getCurrentIncident', 'listIncidents', 'getSession', 'getSystem'],
    onDone: () => setAsking(false),
  });
  return (
    <section className={page.ruled}>
      <h2>{words.end}</h2>
      <p className="t3 s13">{words.endBody}</p>
      <div className={styles.acts}>
        <Button onClick={() => setAsking(true)}>{words.endButton(incident.name)}</Button>
      </div>
      {asking && (
        <Confirm
          title={words.endTitle(incident.name)}
          act={words.endButton(incident.name)}
          keep={words.keep}
          disabled={typed.trim() !== incident.name}
          pending={end.isPending}
          onAct={() => end.mutate({ incidentId: incident.id, version: incident.version })}
          onKeep={() => setAsking(false)}
        >
          <p className="t2">{words.endBody}</p>
          <Field label={words.endConfirmField(incident.name)}>
            {(field) => <Input {...field} autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} />}
          </Field>
          <ProblemLine problem={end.error} />
        </Confirm>
      )}
    </section>
  );
}
