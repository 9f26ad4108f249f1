import type { CompoundKind, CompoundLack } from '@muster/contract/compounds/compound-kinds';
import { headerKey } from '../../../platform/sheets/read/header.ts';

/** How kinds are called in sheets, besides their names on the screen. */
export const kindWords: Record<CompoundKind, readonly string[]> = {
  managed: ['有物业', '有物业小区', '物业小区', '商品房', '商品房小区', '物业管理小区', 'managed'],
  unmanaged: ['三无小区', '三无', '无物业', '无物业小区', '老旧无物业', 'unmanaged'],
  urbanVillage: ['城中村', 'urban village'],
  villageGroup: ['村民组', '村民小组', '自然村', '村组', 'village group'],
  dormitory: ['宿舍', '集体宿舍', '员工宿舍', 'dormitory'],
};

/** DOMAIN §1: 无主管单位、无物业管理、无人防物防; 无责任主体 in other texts. */
export const lackWords: Record<CompoundLack, readonly string[]> = {
  supervisor: ['无主管单位', '主管单位', '无责任主体', '无主管', 'no supervising body'],
  management: ['无物业管理', '物业管理', '无物业', '物业', 'no property management'],
  protection: ['无人防物防', '人防物防', '无人防', '无安防', 'no guards or gates'],
};

const lookup = <Key extends string>(words: Record<Key, readonly string[]>) =>
  new Map(
    (Object.entries(words) as [Key, readonly string[]][]).flatMap(([key, all]) => all.map((word) => [headerKey(word), key] as const)),
  );
const kinds = lookup(kindWords);
const lacks = lookup(lackWords);

export const kindOf = (text: string): CompoundKind | undefined => kinds.get(headerKey(text));

/** `三样都缺` and `全无` are all of them; null where a word is unknown. */
export function lacksOf(text: string): CompoundLack[] | null {
  if (/^(三样都缺|全缺|全无|都没有|三项全无|all)$/i.test(text)) return ['supervisor', 'management', 'protection'];
  const found = listOf(text).map((word) => lacks.get(headerKey(word)));
  return found.includes(undefined) ? null : [...new Set(found as CompoundLack[])];
}

/** Names in one cell: 南门、东门. */
export function listOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[、，,;；/\n]+/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ];
}

/** Nothing to say: an empty cell, or what people put there so that it is not empty. */
export const isBlank = (text: string): boolean => /^([-—–/\\]*|无|没有|暂无|n\/a)$/i.test(text);

/** Undefined where nothing is said, null where it is no whole number. */
export function countOf(text: string): number | null | undefined {
  if (isBlank(text)) return undefined;
  const digits = /^(\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.0+)?\s*(?:户|人|栋|幢|座|层|个|单元)?$/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits.replace(/[,，]/g, ''));
}

export interface AddressParts {
  road?: string;
  number?: string;
  yard?: string;
}

/** 建设路中段12号院东片 by parts; what has no such parts is a road as it is written. */
export function addressOf(text: string): AddressParts {
  const found = /^(.*?(?:大道|路|街|巷|胡同)(?:[东西南北中]段)?)?\s*((?:\d+(?:[-－]\d+)?|[A-Za-z]\d*)号)?\s*(.*)$/.exec(text);
  const [, road, number, yard] = found ?? [];
  if (!road && !number) return { road: text };
  return { ...(road ? { road } : {}), ...(number ? { number } : {}), ...(yard ? { yard } : {}) };
}
