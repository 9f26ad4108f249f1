import { formatNumber } from '@muster/ui/format';
import page from '../../app/page.module.css';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import type { ChecklistDetail } from './checklist-types.ts';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';

/** The items in their order, each with how many desks of the area ticked it; a slot without a name says so. */
export function ChecklistItems({ list }: { list: ChecklistDetail }) {
  return (
    <section className={page.section} aria-label={words.items}>
      <Table columns={[{ text: '#', hidden: true }, words.columnItem, { text: words.columnTicked, right: true }]}>
        {list.items.map((item, at) => (
          <tr key={item.id}>
            <td className={`${styles.place} t3`}>{formatNumber(at + 1)}</td>
            <td>
              {item.text ?? <span className={styles.unnamed}>{words.unnamed}</span>}
              {item.hint && <div className="t3 s12">{item.hint}</div>}
            </td>
            <td className={table.right}>
              {item.text === null || list.desks === 0 ? (
                <span className="t3">–</span>
              ) : (
                words.of(formatNumber(item.ticked), formatNumber(list.desks))
              )}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
