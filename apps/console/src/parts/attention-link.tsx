import type { AttentionItem } from '@muster/contract/attention/attention.operations';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** To what is open: the order of a receipt, else the page of the area where it is put right. */
export function AttentionLink({
  to: { order, areaCode },
  className,
  children,
}: {
  to: Pick<AttentionItem, 'order' | 'areaCode'>;
  className?: string;
  children: ReactNode;
}) {
  return order ? (
    <Link to="/orders/$orderId" params={{ orderId: order.id }} className={className}>
      {children}
    </Link>
  ) : (
    <Link to="/areas/$code" params={{ code: areaCode }} className={className}>
      {children}
    </Link>
  );
}
