import { OutsideText } from './outside-text.tsx';
import styles from './fact-list.module.css';

/** Renders names and values in two columns; what is not known is left out. */
export function FactList({ facts }: { readonly facts: readonly (readonly [string, string | null])[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) =>
        value === null || value === '' || value === '–' ? null : (
          <div key={name} className={styles['fact']}>
            <dt>{name}</dt>
            <dd>
              <OutsideText text={value} maximum={300} />
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
