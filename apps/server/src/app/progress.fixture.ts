import type { TestCity } from '@muster/testkit/city';

/** Orders whose kept counters are not what their receipts say: none, always. What was merged into another is counted no more. */
export function progressSays(city: TestCity): Promise<object[]> {
  return city.sql(`select order_id, area_code, row_to_json(p)::text as kept, row_to_json(r)::text as counted from
      (select * from city.order_progress where total > 0) p full join (
      select order_id, left(area_code, 9) as area_code, count(*) as total,
        count(*) filter (where state in ('sent', 'delivered', 'opened')) as unacknowledged,
        count(*) filter (where settled_at is null and state in ('acknowledged', 'delegated', 'sentBack')) as in_hand,
        count(*) filter (where settled_at is null and state = 'answered') as for_review, count(*) filter (where settled_at is not null) as done,
        count(*) filter (where state in ('closed', 'withdrawn')) as ended,
        count(*) filter (where escalated_at is not null and settled_at is null) as escalated
      from city.receipts where recipient <> 'merged' group by 1, 2) r using (order_id, area_code)
    where (p.total, p.unacknowledged, p.in_hand, p.for_review, p.done, p.ended, p.escalated)
      is distinct from (r.total, r.unacknowledged, r.in_hand, r.for_review, r.done, r.ended, r.escalated)
    union all select o.id, o.issuer_code, o.receipt_count::text, count(r.id)::text from city.orders o left join city.receipts r on r.order_id = o.id and r.recipient <> 'merged'
      group by o.id having o.receipt_count <> count(r.id)`);
}
