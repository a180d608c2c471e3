import styles from './meter.module.css';

/** Renders how full something is. The text beside it says it in words: `label` names it. */
export function Meter({
  label,
  value,
  most,
}: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
}) {
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={most}
      className={styles['meter']}
    >
      <i className={styles['full']} style={{ width: `${most === 0 ? 0 : (100 * value) / most}%` }} />
    </div>
  );
}
