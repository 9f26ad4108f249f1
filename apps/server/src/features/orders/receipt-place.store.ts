import type { Tx } from '../../platform/db/scope.ts';

export interface ReceiptPlace {
  id: string;
  orderId: string;
  areaCode: string;
  deliveredCount: number;
  deliveredAt: Date | null;
}

/** Where a receipt belongs and which screens have it; null where it does not exist for the reader. */
export async function receiptPlace(tx: Tx, receiptId: string): Promise<ReceiptPlace | null> {
  const row = await tx
    .selectFrom('receipts')
    .select(['id', 'order_id as orderId', 'area_code as areaCode', 'delivered_count as deliveredCount', 'delivered_at as deliveredAt'])
    .where('id', '=', receiptId)
    .executeTakeFirst();
  return row ?? null;
}
