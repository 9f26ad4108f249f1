import { stateOfLetter } from '@muster/ui/drain';
import { formatCount, formatNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Territory } from '../../parts/mosaic/use-territory.ts';
import { Tile } from '../../parts/tile.tsx';
import tree from '../../parts/tree-table.module.css';
import { Twist } from '../../parts/twist.tsx';
import { situationWords as words } from './situation.words.ts';
import styles from './situation-page.module.css';
import { childrenIn, tallyBranches } from './table-rows.ts';

const { communities, late, escalated, waiting, inOrder } = words.table;
const columns = [communities, late, escalated, waiting, inOrder];

/** The same as the mosaic in full, as a table that opens: districts, subdistricts, communities. */
export function SituationTable({ territory, letters }: { territory: Territory; letters: ReadonlyMap<string, string> }) {
  const branches = useMemo(() => tallyBranches(territory, letters), [territory, letters]);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  // Branches with something late open themselves.
  const isOpen = (code: string) => toggled.get(code) ?? (branches.get(code)?.late ?? 0) > 0;
  const toggle = (code: string) => setToggled(new Map(toggled).set(code, !isOpen(code)));

  function rows(parent: string, depth: number): React.ReactNode[] {
    const children = childrenIn(territory, parent);
    if (children[0]?.level === 'community') {
      const needing = children.filter((area) => letters.has(area.code));
      const shown = whole.has(parent) ? children : needing;
      return [
        ...shown.map((area) => <CommunityRow key={area.code} code={area.code} name={area.shortName} letter={letters.get(area.code)} />),
        ...(shown.length < children.length
          ? [
              <tr key={`${parent}-rest`} className={styles.l2}>
                <td colSpan={6}>
                  <button type="button" className="lnk" onClick={() => setWhole(new Set(whole).add(parent))}>
                    {words.table.rest(formatNumber(children.length - shown.length))}
                  </button>
                </td>
              </tr>,
            ]
          : []),
      ];
    }
    return children.flatMap((area) => {
      const tally = branches.get(area.code);
      if (!tally) return [];
      const opened = isOpen(area.code);
      return [
        <tr key={area.code} className={depth === 0 ? tree.l0 : styles.l1}>
          <td>
            <Twist
              opened={opened}
              label={opened ? words.table.close(area.shortName) : words.table.open(area.shortName)}
              onToggle={() => toggle(area.code)}
            />
            <Link to="/areas/$code" params={{ code: area.code }} className={tree.name}>
              {area.shortName}
            </Link>
          </td>
          <Numbers tally={tally} />
        </tr>,
        ...(opened ? rows(area.code, depth + 1) : []),
      ];
    });
  }

  const total = branches.get(territory.root);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section className={styles.tableBox} aria-label={words.table.label} tabIndex={0}>
      <table className={tree.table}>
        <thead>
          <tr>
            <th scope="col">{words.table.area}</th>
            {columns.map((word) => (
              <th key={word} scope="col" className={tree.q}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows(territory.root, 0)}
          {total ? (
            <tr className={tree.l0}>
              <td>{words.total}</td>
              <Numbers tally={total} />
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}

function Numbers({ tally }: { tally: { total: number; late: number; escalated: number; waiting: number; other: number } }) {
  const cell = (n: number, look: string) => <td className={`${tree.q} ${n > 0 ? look : tree.zero}`}>{formatCount(n)}</td>;
  return (
    <>
      <td className={tree.q}>{formatNumber(tally.total)}</td>
      {cell(tally.late, 'late')}
      {cell(tally.escalated, 'late')}
      {cell(tally.waiting, 'wait')}
      <td className={`${tree.q} t3`}>{formatCount(tally.total - tally.late - tally.waiting - tally.other)}</td>
    </>
  );
}

function CommunityRow({ code, name, letter }: { code: string; name: string; letter: string | undefined }) {
  const state = stateOfLetter[letter ?? 'D'] ?? 'done';
  return (
    <tr className={styles.l2}>
      <td>
        <Link to="/areas/$code" params={{ code }} className={tree.name}>
          {name}
        </Link>
      </td>
      <td colSpan={5}>
        <span className={styles.stateWord}>
          <Tile state={state} escalated={letter === 'E'} />
          {letter === undefined ? words.table.inOrder : letter === 'E' ? attentionWords.escalated : attentionWords.state[state]}
        </span>
      </td>
    </tr>
  );
}
