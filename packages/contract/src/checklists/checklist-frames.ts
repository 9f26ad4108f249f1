/**
 * Frames that the source names (MISSION, DOMAIN §1), as data to begin a list from. Only what has a source has words: of 九个起来
 * and 四个紧盯 nobody found what their slots say, so they are empty until whoever uses them writes them down. An empty slot
 * says so on every screen and cannot be ticked.
 */
export const frameKeys = ['nineUp', 'fourWatches', 'fourParties', 'fourEarlies'] as const;
export type FrameKey = (typeof frameKeys)[number];

export interface Frame {
  key: FrameKey;
  /** As the source calls it. */
  name: string;
  /** A slot with its words, or null: unnamed. */
  slots: readonly (string | null)[];
}

const unnamed = (slots: number): null[] => Array.from({ length: slots }, () => null);

export const frames: readonly Frame[] = [
  { key: 'nineUp', name: '九个起来', slots: unnamed(9) },
  { key: 'fourWatches', name: '四个紧盯', slots: unnamed(4) },
  { key: 'fourParties', name: '四方责任', slots: ['属地责任', '部门责任', '单位责任', '个人责任'] },
  { key: 'fourEarlies', name: '四早', slots: ['早发现', '早报告', '早隔离', '早治疗'] },
];
