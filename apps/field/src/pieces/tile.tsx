import type { AttentionState } from '@muster/contract/attention/attention';
import { attentionWords } from '@muster/ui/words/attention.words';

/** How high the ink stands: it drains as the work gets done. Shape repeats colour (DESIGN §2). */
export function Tile({ state, size = 14 }: { state: AttentionState; size?: number }) {
  const inner = size - 2;
  return (
    <svg width={size} height={size} role="img" aria-label={attentionWords.state[state]}>
      <rect x=".5" y=".5" width={size - 1} height={size - 1} fill="#fff" stroke={edge[state]} />
      {state === 'late' && <rect x="1" y="1" width={inner} height={inner} fill="var(--late)" />}
      {state === 'waiting' && <rect x="1" y="1" width={inner} height={inner} fill="var(--wait)" />}
      {state === 'waiting' && (
        <rect
          x={Math.round(size * 0.29)}
          y={Math.round(size * 0.29)}
          width={size - 2 * Math.round(size * 0.29)}
          height={size - 2 * Math.round(size * 0.29)}
          fill="#fff"
        />
      )}
      {state === 'inHand' && (
        <rect x="1" y={size - 1 - Math.round(inner * 0.55)} width={inner} height={Math.round(inner * 0.55)} fill="var(--hand)" />
      )}
      {state === 'forReview' && (
        <rect x="1" y={size - 1 - Math.round(inner * 0.28)} width={inner} height={Math.round(inner * 0.28)} fill="var(--review)" />
      )}
    </svg>
  );
}

const edge: Record<AttentionState, string> = {
  late: 'var(--late)',
  waiting: 'var(--wait)',
  inHand: 'var(--hand)',
  forReview: 'var(--review)',
  done: 'var(--done-edge)',
};
