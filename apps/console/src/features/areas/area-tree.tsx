import type { Area } from '@muster/contract/areas/areas.operations';
import { formatCount } from '@muster/ui/format';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { createContext, type KeyboardEvent, useContext, useMemo, useState } from 'react';
import { useList, useView } from '../../app/query.ts';
import { Empty, LoadError, Skeleton } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { Twist } from '../../parts/twist.tsx';
import { kindNote } from './area-name.tsx';
import { areasWords as words } from './areas.words.ts';
import styles from './areas-page.module.css';
import { DeskCells } from './desk-cells.tsx';

interface Tree {
  open: ReadonlySet<string>;
  toggle: (code: string) => void;
  /** The row that Tab reaches; arrows move it. */
  active: string;
  activate: (code: string) => void;
}
const TreeContext = createContext<Tree | null>(null);
function useTree(): Tree {
  const tree = useContext(TreeContext);
  if (!tree) throw new Error('useTree outside AreaTree');
  return tree;
}

type Row = Area & { deskPeople?: number; onDuty?: number; childCount?: number };

/** A tree grid: arrows move and open, Enter goes to the area's page. Each branch is read when it is opened. */
export function AreaTree({ root, mayImport, onImport }: { root: Area; mayImport: boolean; onImport: () => void }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set([root.code]));
  const [active, setActive] = useState(root.code);
  const tree = useMemo<Tree>(
    () => ({
      open,
      active,
      activate: setActive,
      toggle: (code) =>
        setOpen((before) => {
          const next = new Set(before);
          if (!next.delete(code)) next.add(code);
          return next;
        }),
    }),
    [open, active],
  );
  const children = useList('listChildAreas', { code: root.code, limit: 100 });
  const desk = useView('getDesk', { code: root.code });
  const counts = desk.data && { deskPeople: desk.data.people.length, onDuty: desk.data.people.filter((one) => one.onDuty).length };

  if (children.error && !children.items) return <LoadError problem={children.error} retry={() => void children.refetch()} />;
  if (children.items?.length === 0 && root.level !== 'grid')
    return (
      <Empty
        title={words.emptyTitle}
        action={
          mayImport ? (
            <Button type="primary" style={{ marginTop: 8 }} onClick={onImport}>
              {words.import}
            </Button>
          ) : undefined
        }
      >
        {words.emptyHint}
      </Empty>
    );
  return (
    <TreeContext.Provider value={tree}>
      <Table
        columns={[
          words.columnArea,
          words.columnCode,
          { text: words.columnBelow, right: true },
          { text: words.columnPeople, right: true },
          { text: words.columnOnDuty, right: true },
        ]}
        role="treegrid"
        label={words.treeLabel}
      >
        <AreaRow area={{ ...root, ...counts, childCount: children.items?.length ?? 1 }} depth={0} />
        {open.has(root.code) && <Branch area={root} depth={1} />}
      </Table>
    </TreeContext.Provider>
  );
}

function Branch({ area, depth }: { area: Area; depth: number }) {
  const children = useList('listChildAreas', { code: area.code, limit: 100 });
  const { open } = useTree();
  if (!children.items)
    return (
      <tr>
        <td colSpan={5}>
          {children.error ? <LoadError problem={children.error} retry={() => void children.refetch()} /> : <Skeleton lines={2} />}
        </td>
      </tr>
    );
  return (
    <>
      {children.items.map((child) => (
        <BranchRow key={child.code} area={child} depth={depth} isOpen={open.has(child.code)} />
      ))}
      {children.more && (
        <tr>
          <td colSpan={5} style={{ paddingLeft: 24 * depth + 20 }}>
            <Button type="link" size="small" loading={children.isLoadingMore} onClick={children.more}>
              {words.moreBelow(area.shortName)}
            </Button>
          </td>
        </tr>
      )}
    </>
  );
}

function BranchRow({ area, depth, isOpen }: { area: Row; depth: number; isOpen: boolean }) {
  return (
    <>
      <AreaRow area={area} depth={depth} />
      {isOpen && <Branch area={area} depth={depth + 1} />}
    </>
  );
}

function AreaRow({ area, depth }: { area: Row; depth: number }) {
  const { open, toggle, active, activate } = useTree();
  const navigate = useNavigate();
  const hasChildren = (area.childCount ?? 0) > 0;
  const isOpen = open.has(area.code);

  function onKey(event: KeyboardEvent<HTMLTableRowElement>) {
    const rows = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLElement>('tr[data-code]') ?? [])];
    const at = rows.indexOf(event.currentTarget);
    const goTo = (row: HTMLElement | undefined) => {
      if (!row?.dataset.code) return;
      activate(row.dataset.code);
      row.focus();
    };
    const parent = () =>
      goTo(
        rows
          .slice(0, at)
          .reverse()
          .find((row) => Number(row.getAttribute('aria-level')) <= depth),
      );
    const acts: Record<string, () => void> = {
      ArrowDown: () => goTo(rows[at + 1]),
      ArrowUp: () => goTo(rows[at - 1]),
      Home: () => goTo(rows[0]),
      End: () => goTo(rows.at(-1)),
      ArrowRight: () => (hasChildren && !isOpen ? toggle(area.code) : goTo(rows[at + 1])),
      ArrowLeft: () => (hasChildren && isOpen ? toggle(area.code) : parent()),
      Enter: () => void navigate({ to: '/areas/$code', params: { code: area.code } }),
    };
    const act = acts[event.key];
    if (!act || event.target !== event.currentTarget) return;
    event.preventDefault();
    act();
  }

  return (
    <tr
      className={styles.row}
      data-code={area.code}
      aria-level={depth + 1}
      aria-expanded={hasChildren ? isOpen : undefined}
      tabIndex={active === area.code ? 0 : -1}
      onFocus={() => activate(area.code)}
      onKeyDown={onKey}
    >
      <td style={{ paddingLeft: 24 * depth }}>
        <span className={styles.name}>
          {hasChildren ? (
            <Twist
              opened={isOpen}
              label={isOpen ? words.collapse(area.shortName) : words.expand(area.shortName)}
              onToggle={() => toggle(area.code)}
              inTree
            />
          ) : (
            <span className={styles.leaf} />
          )}
          <Link to="/areas/$code" params={{ code: area.code }} tabIndex={-1}>
            {depth <= 1 ? <b>{area.shortName}</b> : area.shortName}
          </Link>
          <span className="t3 s12">{kindNote(area)}</span>
        </span>
      </td>
      <td className="t3">{area.code}</td>
      <td className={`${table.right} t2`}>{depth === 0 ? '' : formatCount(area.childCount ?? 0)}</td>
      <DeskCells people={area.deskPeople} onDuty={area.onDuty} />
    </tr>
  );
}
