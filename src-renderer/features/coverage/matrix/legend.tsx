import { memo } from 'react';
import { useTranslation } from '../../../use-translation.tsx';
import { EvidenceShape } from './evidence-shape.tsx';
import styles from './legend.module.css';

const order = ['read', 'told', 'unknown', 'absent'] as const;

/** The legend of the four shapes mean. */
export const Legend = memo(function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={styles['legend']} aria-label={t('window.coverage.legend')}>
      {order.map((evidence) => (
        <li key={evidence}>
          <EvidenceShape evidence={evidence} />
          {t(`evidence.${evidence}`)}
        </li>
      ))}
      <li>
        <EvidenceShape evidence="read" stale />
        {t('matrix.legend.stale')}
      </li>
    </ul>
  );
});
