import type { Incident } from '@muster/contract/incidents/incidents.operations';
import { formatDayTime, formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { serverNow } from '../../app/clock.ts';
import { useView } from '../../app/query.ts';
import { Loaded } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { ActivateIncident } from './activate-incident.tsx';
import { ChangeLevel } from './change-level.tsx';
import { EndIncident } from './end-incident.tsx';
import { IncidentHistory } from './incident-history.tsx';
import styles from './incidents.module.css';
import { incidentsWords as words } from './incidents.words.ts';

/** The emergency that is being answered: how far it is raised, and its beginning and end. */
export function IncidentPage() {
  useTitle(words.title);
  const current = useView('getCurrentIncident', {});
  return (
    <div className={styles.page}>
      <Loaded query={current}>
        {({ incident, may }) => {
          const active = incident?.state === 'active' ? incident : null;
          return (
            <>
              {active ? <Active incident={active} /> : <None mayActivate={may.activate} />}
              {!active && may.activate && <ActivateIncident />}
              <IncidentHistory currentId={active?.id ?? null} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function None({ mayActivate }: { mayActivate: boolean }) {
  return (
    <header>
      <h1>{words.none}</h1>
      <p className="t2">
        {words.noneHint}
        {mayActivate ? null : words.noneHintOther}
      </p>
    </header>
  );
}

function Active({ incident }: { incident: Incident }) {
  return (
    <>
      <header>
        <p className="crumb">{words.title}</p>
        <h1>
          {incident.name} <span className={styles.level}>{shared.responseLevel[incident.level]}</span>{' '}
          {incident.isDrill && <span className={styles.drill}>{shared.incident.drill}</span>}
        </h1>
        <p className="t2">{words.activeReal(formatNumber(incident.dayNumber), formatDayTime(incident.activatedAt, serverNow()))}</p>
        {incident.isDrill && <p className="t2">{words.drillNow}</p>}
      </header>
      {incident.may.changeLevel && <ChangeLevel incident={incident} />}
      {incident.may.end && <EndIncident incident={incident} />}
    </>
  );
}
