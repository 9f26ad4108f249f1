import type { AttentionKind } from '@muster/contract/attention/attention';
import type { AttentionItem } from '@muster/contract/attention/attention.operations';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface AttentionLinkProps {
  to: Pick<AttentionItem, 'order' | 'areaCode' | 'kind'>;
  /** The one thing that it is about; none of a group of several. */
  subjectId?: string | undefined;
  className?: string;
  children: ReactNode;
}

const zoneKinds: readonly AttentionKind[] = ['zoneOverstaying', 'zoneToRelease'];

/** To where it is put right: the order of a receipt, the zone or place itself, the patches that lack somebody; else the area's page. */
export function AttentionLink({ to: { order, areaCode, kind }, subjectId, className, children }: AttentionLinkProps) {
  if (order)
    return (
      <Link to="/orders/$orderId" params={{ orderId: order.id }} className={className}>
        {children}
      </Link>
    );
  if (kind === 'patchLacking')
    return (
      <Link to="/patches" search={{ under: areaCode }} className={className}>
        {children}
      </Link>
    );
  if (subjectId && zoneKinds.includes(kind))
    return (
      <Link to="/zones/$zoneId" params={{ zoneId: subjectId }} className={className}>
        {children}
      </Link>
    );
  if (subjectId && kind === 'placeUnstaffed')
    return (
      <Link to="/places/$placeId" params={{ placeId: subjectId }} className={className}>
        {children}
      </Link>
    );
  return (
    <Link to="/areas/$code" params={{ code: areaCode }} className={className}>
      {children}
    </Link>
  );
}
