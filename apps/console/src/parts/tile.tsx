import { fillOf, inkOf, type StateName, stateOfLetter } from '@muster/ui/drain';
import { attentionWords } from '@muster/ui/words/attention.words';

/** One tile: how full it is says how much is left to do; escalated has an ink frame, waiting is hollow. */
export function Tile({
  state,
  escalated = false,
  size = 11,
  label,
}: {
  state: StateName;
  escalated?: boolean;
  size?: number;
  label?: string;
}) {
  return (
    <svg width={size} height={size} style={{ flex: 'none' }} role="img" aria-label={label} aria-hidden={label ? undefined : true}>
      <Tiles tiles={[{ state, escalated, x: 0, y: 0 }]} size={size} />
    </svg>
  );
}

interface Place {
  x: number;
  y: number;
  state: StateName;
  escalated: boolean;
}

/** Tiles of one size: a path per look and never a node per tile, because a tree has thousands of them. */
function Tiles({ tiles, size }: { tiles: readonly Place[]; size: number }) {
  const inner = size - 2;
  const hole = Math.max(2, Math.round(inner * 0.5));
  const squares = (places: readonly Place[], inset: number, width: number, height = width, down = inset) =>
    places.map(({ x, y }) => `M${x + inset} ${y + down}h${width}v${height}h${-width}z`).join('');
  const states = [...new Set(tiles.map((tile) => tile.state))];
  const escalated = tiles.filter((tile) => tile.escalated);
  return (
    <>
      {states.map((state) => {
        const places = tiles.filter((tile) => tile.state === state);
        const full = Math.round(inner * fillOf[state]);
        return (
          <g key={state} fill={inkOf[state]}>
            <path d={squares(places, 0.5, size - 1)} fill="#fff" stroke={inkOf[state]} />
            {full > 0 ? <path d={squares(places, 1, inner, full, 1 + inner - full)} /> : null}
            {state === 'waiting' ? <path d={squares(places, (size - hole) / 2, hole)} fill="#fff" /> : null}
          </g>
        );
      })}
      {escalated.length > 0 ? <path d={squares(escalated, 1, inner)} fill="none" stroke="var(--ink)" strokeWidth="2" /> : null}
    </>
  );
}

/** Tiles of one branch, a letter each (`E L W H R D`), in as many lines as the row has room for. */
export function TileRow({ letters, width = 128, height = 26, label }: { letters: string; width?: number; height?: number; label: string }) {
  const n = letters.length;
  let pitch = 13;
  const gapOf = (p: number) => (p > 8 ? 2 : 1);
  const acrossOf = (p: number) => Math.max(1, Math.floor((width + gapOf(p)) / p));
  while (pitch > 4 && Math.ceil(n / acrossOf(pitch)) * pitch > height + 1) pitch--;
  const across = acrossOf(pitch);
  const rows = Math.ceil(n / across);
  const gap = gapOf(pitch);
  const size = pitch - gap;
  return (
    <svg width={Math.min(n, across) * pitch} height={Math.max(1, rows) * pitch - gap} role="img" aria-label={label}>
      <Tiles
        size={size}
        tiles={Array.from(letters, (letter, i) => ({
          state: stateOfLetter[letter] ?? 'done',
          escalated: letter === 'E',
          x: (i % across) * pitch,
          y: Math.floor(i / across) * pitch,
        }))}
      />
    </svg>
  );
}

/** Legend of the states that a picture uses. */
export function LegendTile({ state, escalated = false }: { state: StateName; escalated?: boolean }) {
  return (
    <>
      <Tile state={state} escalated={escalated} />
      {escalated ? attentionWords.escalated : attentionWords.state[state]}
    </>
  );
}
