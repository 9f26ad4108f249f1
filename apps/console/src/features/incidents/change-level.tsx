import { responseLevels } from '@muster/contract/incidents/incident-machine';
import type { Incident } from '@muster/contract/incidents/incidents.operations';
import { shared } from '@muster/ui/words/shared.words';
import { Button } from 'antd';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import styles from './incidents.module.css';
import { incidentsWords as words } from './incidents.words.ts';

/** Raises or lowers the response; a level is changed back as easily, so nothing asks twice. */
export function ChangeLevel({ incident }: { incident: Incident }) {
  const change = useCommand('changeIncidentLevel', { refresh: ['getCurrentIncident', 'listIncidents', 'getSession'] });
  const now = responseLevels.indexOf(incident.level);
  return (
    <section className={page.ruled}>
      <h2>{words.changeLevel}</h2>
      <p className="t3 s13">{words.changeNote}</p>
      <div className={styles.acts}>
        {responseLevels.map((level, index) =>
          index === now ? null : (
            <Button
              key={level}
              disabled={change.isPending}
              onClick={() => change.mutate({ incidentId: incident.id, level, version: incident.version })}
            >
              {(index < now ? words.raiseTo : words.lowerTo)(shared.responseLevel[level])}
            </Button>
          ),
        )}
      </div>
      <p className="review s13" role="status">
        {change.data ? words.changed(shared.responseLevel[change.data.level]) : null}
      </p>
      <ProblemLine problem={change.error} />
    </section>
  );
}
