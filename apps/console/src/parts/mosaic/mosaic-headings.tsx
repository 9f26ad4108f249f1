import { formatNumber } from '@muster/ui/format';
import type { Mosaic, MosaicBlock } from '@muster/ui/mosaic/mosaic-layout';
import { Link } from '@tanstack/react-router';
import styles from './mosaic.module.css';
import { mosaicWords } from './mosaic.words.ts';

/** Names and numbers above the blocks: real text, because there are only a dozen. */
export function MosaicHeadings({
  mosaic,
  late,
  checked,
  links = false,
}: {
  mosaic: Mosaic;
  late?: ReadonlyMap<string, number>;
  checked?: ReadonlySet<string>;
  links?: boolean;
}) {
  return mosaic.blocks.map((block) => {
    const n = late?.get(block.code) ?? 0;
    const at = { left: block.x, top: block.headingY };
    const inside = (
      <>
        <b>{block.name}</b>
        <span>{formatNumber(block.count)}</span>
        {n > 0 ? (
          <em>
            <span aria-hidden="true" style={{ color: 'inherit', margin: 0 }}>
              {formatNumber(n)}
            </span>
            <span className="sr">{mosaicWords.blockLate(formatNumber(n))}</span>
          </em>
        ) : null}
        {checked?.has(block.code) ? <i>✓</i> : null}
      </>
    );
    return links ? (
      <Link key={block.code} to="/areas/$code" params={{ code: block.code }} className={styles.heading} style={at}>
        {inside}
      </Link>
    ) : (
      <div key={block.code} className={styles.heading} style={at}>
        {inside}
      </div>
    );
  });
}

/** How many of `codes` lie in each block. */
export function countByBlock(blocks: readonly MosaicBlock[], codes: Iterable<string>): Map<string, number> {
  const counts = new Map(blocks.map((block) => [block.code, 0]));
  const digits = blocks[0]?.code.length ?? 6;
  for (const code of codes) {
    const block = code.slice(0, digits);
    const n = counts.get(block);
    if (n !== undefined) counts.set(block, n + 1);
  }
  return counts;
}
