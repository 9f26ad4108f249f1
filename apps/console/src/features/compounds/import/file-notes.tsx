import type { ReadLeaf } from '@muster/contract/compounds/import.operations';
import { importColumnName } from '@muster/contract/compounds/import-sentences';
import { formatNumber } from '@muster/ui/format';
import { language } from '@muster/ui/words/dictionary';
import styles from './import.module.css';
import { importWords as words } from './import.words.ts';

/** What was taken from the file and what was not, so that nobody finds it out later. */
export function FileNotes({ leaves }: { leaves: readonly ReadLeaf[] }) {
  return (
    <section className={styles.file} aria-labelledby="file-notes">
      <h2 id="file-notes">{words.fileTitle}</h2>
      {leaves.map((leaf) => (
        <Leaf key={leaf.name} leaf={leaf} />
      ))}
    </section>
  );
}

function Leaf({ leaf }: { leaf: ReadLeaf }) {
  if (leaf.headerRow === null) return <p className="t3">{words.leafNone(leaf.name)}</p>;
  const separator = language() === 'zh' ? '、' : ', ';
  const used = leaf.columns.filter(({ means }) => means !== null);
  const names = (columns: ReadLeaf['columns']) => columns.map(({ header, letters }) => (header === '' ? letters : header)).join(separator);
  const unused = leaf.columns.filter(({ means }) => means === null);
  const hidden = used.filter(({ isHidden }) => isHidden);
  const notes = [
    `${words.used}${language() === 'zh' ? '：' : ': '}${used
      .map(({ header, means }) => {
        const name = means && importColumnName(means, language());
        return name === header || name === null ? header : `${header}（${name}）`;
      })
      .join(separator)}`,
    unused.length > 0 && words.unused(names(unused)),
    leaf.isHidden && words.hiddenLeaf,
    hidden.length > 0 && words.hiddenColumns(names(hidden)),
    leaf.hiddenRows > 0 && words.hiddenRows(formatNumber(leaf.hiddenRows)),
    leaf.formulas > 0 && words.formulas(formatNumber(leaf.formulas)),
    leaf.totalRows > 0 && words.leftOut(formatNumber(leaf.totalRows)),
    leaf.exampleRows > 0 && words.examples(formatNumber(leaf.exampleRows)),
  ].filter((note): note is string => typeof note === 'string');
  return (
    <>
      <p>
        <b>{words.leaf(leaf.name, formatNumber(leaf.headerRow), formatNumber(leaf.rows))}</b>
      </p>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}
