/**
 * Where the districts of a city lie, roughly: columns from west to east of rows from north to south. A city without an
 * entry is laid out by size.
 */
export const arrangements: Record<string, readonly (readonly (readonly string[])[])[]> = {
  // 平顶山: 汝州 鲁山 | 宝丰 石龙 新华 卫东 高新 示范 湛河 | 郏县 叶县 舞钢
  '4104': [
    [['410482'], ['410423']],
    [['410421'], ['410404', '410402'], ['410403', '410471'], ['410472', '410411']],
    [['410425'], ['410422'], ['410481']],
  ],
};
