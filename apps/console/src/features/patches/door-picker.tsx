import { call } from '@muster/client/call';
import type { CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { TreeSelect } from 'antd';
import { useEffect, useState } from 'react';
import { useList } from '../../app/query.ts';
import styles from './patches.module.css';
import { patchWords as words } from './patches.words.ts';

interface Door {
  compoundId: string;
  buildingId: string | null;
  unit: number | null;
}

/** A door as the one text that a tree picks by. */
export function doorText({ compoundId, buildingId, unit }: Door): string {
  return [compoundId, buildingId, unit].filter((part) => part !== null).join('/');
}

export function doorOf(text: string): Door {
  const [compoundId = '', buildingId, unit] = text.split('/');
  return { compoundId, buildingId: buildingId ?? null, unit: unit === undefined ? null : Number(unit) };
}

interface Node {
  value: string;
  title: string;
  children?: Node[];
  isLeaf?: boolean;
}

/** Compounds, their buildings, their stairwells: the wider is one pick. Buildings are read when a compound is opened. */
export function DoorPicker({
  id,
  communityCode,
  value,
  onChange,
}: {
  id: string;
  communityCode: string;
  value: string[];
  onChange: (doors: string[]) => void;
}) {
  const compounds = useList('listCompounds', { under: communityCode, limit: 200 });
  const [opened, setOpened] = useState<Record<string, CompoundDetail>>({});
  // What is picked inside of a compound has a name only once that compound's buildings are read.
  const inside = [...new Set(value.filter((door) => door.includes('/')).map((door) => doorOf(door).compoundId))].join(' ');
  useEffect(() => {
    for (const compoundId of inside === '' ? [] : inside.split(' '))
      void call('getCompound', { compoundId })
        .then((detail) => setOpened((before) => ({ ...before, [compoundId]: detail })))
        .catch(() => {});
  }, [inside]);
  const tree: Node[] = (compounds.items ?? []).map((compound) => ({
    value: compound.id,
    title: compound.name,
    isLeaf: compound.buildings === 0,
    ...(opened[compound.id] ? { children: buildingsOf(opened[compound.id] as CompoundDetail) } : {}),
  }));
  return (
    <TreeSelect
      id={id}
      className={styles.full}
      aria-label={words.doors}
      treeData={tree}
      treeCheckable
      showCheckedStrategy={TreeSelect.SHOW_PARENT}
      value={value}
      onChange={(next: string[]) => onChange(next)}
      loadData={async (node) => {
        const compoundId = String(node.value);
        if (opened[compoundId] || compoundId.includes('/')) return;
        const detail = await call('getCompound', { compoundId });
        setOpened((before) => ({ ...before, [compoundId]: detail }));
      }}
      treeNodeFilterProp="title"
    />
  );
}

function buildingsOf(compound: CompoundDetail): Node[] {
  return compound.buildingList.map((building) => ({
    value: `${compound.id}/${building.id}`,
    title: `${compound.name} ${building.name}`,
    isLeaf: building.units < 2,
    ...(building.units < 2
      ? {}
      : {
          children: Array.from({ length: building.units }, (_, at) => ({
            value: `${compound.id}/${building.id}/${at + 1}`,
            title: `${compound.name} ${building.name} ${at + 1}单元`,
            isLeaf: true,
          })),
        }),
  }));
}
