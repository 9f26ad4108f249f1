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
      <TileShape state={state} escalated={escalated} x={0} y={0} size={size} />
    </svg>
  );
}

function TileShape({ state, escalated, x, y, size }: { state: StateName; escalated: boolean; x: number; y: number; size: number }) {
  const ink = inkOf[state];
  const inner = size - 2;
  const full = Math.round(inner * fillOf[state]);
  const hole = Math.max(2, Math.round(inner * 0.5));
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect x=".5" y=".5" width={size - 1} height={size - 1} fill="#fff" stroke={ink} />
      {full > 0 ? <rect x="1" y={1 + inner - full} width={inner} height={full} fill={ink} /> : null}
      {state === 'waiting' ? <rect x={(size - hole) / 2} y={(size - hole) / 2} width={hole} height={hole} fill="#fff" /> : null}
      {escalated ? <rect x="1" y="1" width={inner} height={inner} fill="none" stroke="var(--ink)" strokeWidth="2" /> : null}
    </g>
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
      {Array.from(letters, (letter, i) => (
        <TileShape
          // biome-ignore lint/suspicious/noArrayIndexKey: tiles of a branch are a row of letters, not things.
          key={i}
          state={stateOfLetter[letter] ?? 'done'}
          escalated={letter === 'E'}
          x={(i % across) * pitch}
          y={Math.floor(i / across) * pitch}
          size={size}
        />
      ))}
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
