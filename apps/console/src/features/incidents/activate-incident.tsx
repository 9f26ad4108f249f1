import { newId } from '@muster/client/ids';
import { type ResponseLevel, responseLevels } from '@muster/contract/incidents/incident-machine';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './incidents.module.css';
import { incidentsWords as words } from './incidents.words.ts';

/** Begins an incident or a drill. The button says all that it will do; every screen of the city shows it at once. */
export function ActivateIncident() {
  const [name, setName] = useState('');
  const [level, setLevel] = useState<ResponseLevel>('II');
  const [isDrill, setIsDrill] = useState(false);
  const incidentId = useRef(newId());
  const activate = useCommand('activateIncident', { refresh: ['getCurrentIncident', 'listIncidents', 'getSession', 'getSystem'] });
  const trimmed = name.trim();
  const missing = trimmed.length < 2 ? words.nameMissing : null;
  return (
    <section className={page.ruled}>
      <h2>{words.activate}</h2>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === null) activate.mutate({ incidentId: incidentId.current, name: trimmed, level, isDrill });
        }}
      >
        <Field label={words.name} hint={words.nameHint} pointer="name" problem={activate.error}>
          {(field) => <Input {...field} maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <fieldset>
          <legend className={styles.legend}>{words.level}</legend>
          <Radio.Group
            value={level}
            onChange={(event) => setLevel(event.target.value as ResponseLevel)}
            options={responseLevels.map((value) => ({ value, label: shared.responseLevel[value] }))}
          />
          <p className={styles.hint}>{words.levelHint}</p>
        </fieldset>
        <fieldset>
          <legend className={styles.legend}>{words.kind}</legend>
          <Radio.Group
            value={isDrill}
            onChange={(event) => setIsDrill(event.target.value as boolean)}
            options={[
              { value: false, label: words.real },
              { value: true, label: words.drill },
            ]}
          />
          <p className={styles.hint}>{words.drillHint}</p>
        </fieldset>
        <div>
          <Button type="primary" htmlType="submit" disabled={missing !== null} loading={activate.isPending}>
            {missing ?? words.activateButton(trimmed, isDrill, shared.responseLevel[level])}
          </Button>
          <p className={styles.hint}>{words.activateReach}</p>
          <ProblemLine problem={activate.error} />
        </div>
      </form>
    </section>
  );
}
