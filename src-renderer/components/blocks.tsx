import styles from './blocks.module.css';

/** Meaning of a block: verdicts of accounts after a loss, and states of keys in preparation. */
export const blockKinds = ['critical', 'warning', 'unknown', 'less', 'survives', 'ready', 'working', 'todo'] as const;
export type BlockKind = (typeof blockKinds)[number];

/** From this number on single blocks are too thin: the shares are shown. */
const mostBlocks = 60;

/** Renders one block for each account (or key), or their shares where there are many. It is a picture: `label` says the same in words. */
export function Blocks({
  parts,
  label,
}: {
  readonly parts: readonly { readonly kind: BlockKind; readonly count: number }[];
  readonly label: string;
}) {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={styles['blocks']} role="img" aria-label={label}>
      {total > mostBlocks
        ? parts.map(({ kind, count }) =>
            count === 0 ? null : (
              <i key={kind} data-kind={kind} className={styles['block']} style={{ flexGrow: count }} />
            ),
          )
        : parts.flatMap(({ kind, count }) =>
            Array.from({ length: count }, (_, index) => (
              <i key={`${kind} ${index}`} data-kind={kind} className={styles['block']} />
            )),
          )}
    </div>
  );
}
