import { useState } from 'react';
import type { CoverageService } from '../../../../src-shared/coverage/coverage-account.ts';
import type { OtherWayIn } from '../../../../src-shared/domain/other-way-in.ts';
import { OutsideText } from '../../../components/outside-text.tsx';
import { PanelSection } from '../../../components/panel.tsx';
import { ToneIcon } from '../../../components/tone-icon.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import { serviceName } from '../coverage-text.ts';
import { RemoveWayButton } from './remove-way-button.tsx';
import styles from './account-panel.module.css';

/** Renders recorded ways in that are no help now, each with the reason. */
export function WaysNotCounted({
  ways,
  service,
}: {
  readonly ways: readonly OtherWayIn[];
  readonly service: CoverageService;
}) {
  const { t, dateTime, locale } = useTranslation();
  const [now] = useState(() => new Date().toISOString());
  if (ways.length === 0) return null;
  const reason = ({ validFrom, validUntil }: OtherWayIn): string => {
    if (validUntil !== null && validUntil <= now) return t('matrix.way.over', { at: dateTime(validUntil) });
    if (validFrom !== null && validFrom > now) return t('matrix.way.not-yet', { at: dateTime(validFrom) });
    return t('matrix.way.refused', { service: serviceName(service, locale) });
  };
  return (
    <PanelSection title={t('matrix.way.not-counted')}>
      <ul className={styles['list']} aria-label={t('matrix.way.not-counted')}>
        {ways.map((way) => (
          <li key={way.id}>
            <ToneIcon tone="notice" />
            <p>
              {t(`window.other-way.kind.${way.kind}`)} <OutsideText text={way.name} />{' '}
              <span className={styles['quiet']}>{reason(way)}</span>
            </p>
            <RemoveWayButton way={way} />
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
