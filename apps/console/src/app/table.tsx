import type { ReactNode } from 'react';
import styles from './table.module.css';

/** A heading: a word; `right` over figures, `hidden` where the eye needs none. */
type Column = string | { text: string; right?: boolean; hidden?: boolean } | false | undefined;

/** A table of the console with its headings; wide ones scroll in themselves. */
export function Table({
  columns,
  children,
  role,
  label,
}: {
  columns: readonly Column[];
  children: ReactNode;
  role?: 'treegrid';
  label?: string;
}) {
  return (
    <div className={styles.scroll}>
      {/* A tree grid is a table whose rows open (ARIA APG). */}
      <table className={styles.table} role={role} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => {
              if (!column) return null;
              const { text, right = false, hidden = false } = typeof column === 'string' ? { text: column } : column;
              return (
                <th key={text} scope="col" className={right ? styles.right : undefined}>
                  {hidden ? <span className="sr">{text}</span> : text}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
