import { newId } from '@muster/client/ids';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'preact/hooks';
import { callInTime } from '../../app/query-client.ts';
import s from '../../pieces/pieces.module.css';
import { Sheet, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { areaWords as w } from './area.words.ts';

/** The whole number of a colleague, to call. The look leaves a record, so it is one command for one opening of the sheet. */
export function CallSheet({ personId, name, onClose }: { personId: string; name: string; onClose: () => void }) {
  const [commandId] = useState(newId);
  const query = useQuery({
    queryKey: ['viewPhone', { personId, commandId }],
    queryFn: () => callInTime('viewPhone', { personId, commandId }),
    // Not kept on the device: the next look is asked for, and recorded, again.
    gcTime: 0,
  });
  return (
    <Sheet title={name} onClose={onClose}>
      {query.isPending && <Skeleton lines={1} />}
      {query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {query.data &&
        (query.data.mobile ? (
          <a class={s.button} href={`tel:${query.data.mobile}`}>
            {w.dial(query.data.mobile)}
          </a>
        ) : (
          <p>{w.noMobile}</p>
        ))}
      <p class={s.note}>{w.callRecorded}</p>
    </Sheet>
  );
}
