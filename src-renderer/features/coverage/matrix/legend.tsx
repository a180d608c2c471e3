import { memo } from 'react';
import { useTranslation } from '../../../use-translation.tsx';
import { EvidenceMark } from '../evidence-mark.tsx';
import styles from './legend.module.css';

const order = ['read', 'told', 'unknown', 'absent'] as const;

/** The legend of the four shapes mean. */
export const Legend = memo(function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={styles['legend']} aria-label={t('window.coverage.legend')}>
      {order.map((evidence) => (
        <li key={evidence}>
          <EvidenceMark evidence={evidence} small />
          {t(`evidence.${evidence}`)}
        </li>
      ))}
      <li>
        <EvidenceMark evidence="read" stale small />
        {t('matrix.legend.stale')}
      </li>
    </ul>
  );
});
