import type { AttentionItem } from '@muster/contract/attention/attention.operations';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** To what is open: the order of a receipt, the patches that lack somebody, else the page of the area where it is put right. */
export function AttentionLink({
  to: { order, areaCode, kind },
  className,
  children,
}: {
  to: Pick<AttentionItem, 'order' | 'areaCode' | 'kind'>;
  className?: string;
  children: ReactNode;
}) {
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
  return (
    <Link to="/areas/$code" params={{ code: areaCode }} className={className}>
      {children}
    </Link>
  );
}
