import { formatDay } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { serverNow } from '../../app/clock.ts';
import { useList } from '../../app/query.ts';
import { orderWords } from './orders.words.ts';

const words = orderWords.list;

/** Whose orders are listed when they are not those of the current incident, and the way back to these. */
export function OtherIncident({ incidentId }: { incidentId: string }) {
  const incidents = useList('listIncidents', { limit: 50 });
  const incident = incidents.items?.find((one) => one.id === incidentId);
  const now = serverNow();
  if (!incidents.items && !incidents.error) return <p>&nbsp;</p>;
  return (
    <p className="t2">
      {incident
        ? words.ofIncident(
            incident.name,
            words.span(formatDay(incident.activatedAt, now), incident.endedAt ? formatDay(incident.endedAt, now) : null),
            incident.isDrill,
          )
        : words.ofIncidentUnknown}
      <Link className="lnk" to="/orders" search={{}}>
        {words.current}
      </Link>
    </p>
  );
}
