import type { AttentionState } from '@muster/contract/attention/attention';
import { attentionWords } from '@muster/ui/words/attention.words';

/** How much ink is left in a tile: it drains as the work gets done (DESIGN §1.1). Waiting is full, but hollow. */
const looks: Record<AttentionState, { color: string; fill: number }> = {
  late: { color: 'var(--late)', fill: 1 },
  waiting: { color: 'var(--wait)', fill: 1 },
  inHand: { color: 'var(--hand)', fill: 0.55 },
  forReview: { color: 'var(--review)', fill: 0.28 },
  done: { color: 'var(--done-edge)', fill: 0 },
};

/** One of the five states as a square; the shape says it without colour. Named for screen readers unless a word stands beside it. */
export function StateTile({
  state,
  escalated = false,
  size = 11,
  named = true,
}: {
  state: AttentionState;
  escalated?: boolean;
  size?: number;
  named?: boolean;
}) {
  const { color, fill } = looks[state];
  const inner = size - 2;
  const height = Math.round(inner * fill);
  const hole = Math.max(3, Math.round(inner * 0.36));
  const from = (size - hole) / 2;
  const label = escalated && state === 'late' ? attentionWords.escalated : attentionWords.state[state];
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it has one unless a word beside it says the same.
    <svg width={size} height={size} style={{ flex: 'none' }} aria-hidden={!named} {...(named ? { role: 'img' } : {})}>
      {named && <title>{label}</title>}
      <rect x=".5" y=".5" width={size - 1} height={size - 1} fill="#fff" stroke={escalated ? 'var(--ink)' : color} />
      <rect x="1" y={1 + inner - height} width={inner} height={height} fill={color} />
      {state === 'waiting' && <rect x={from} y={from} width={hole} height={hole} fill="#fff" />}
    </svg>
  );
}
