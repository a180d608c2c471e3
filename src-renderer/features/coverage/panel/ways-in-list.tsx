import { Fragment } from 'react';
import { assumedKind } from '../../../../src-shared/domain/assumed-kind.ts';
import type { OtherWayIn } from '../../../../src-shared/domain/other-way-in.ts';
import { foldText } from '../../../../src-shared/lib/fold-text.ts';
import { Button } from '../../../components/button.tsx';
import { MethodGuide } from '../../../components/method-guide.tsx';
import { OutsideText } from '../../../components/outside-text.tsx';
import { PanelSection } from '../../../components/panel.tsx';
import { ToneIcon } from '../../../components/tone-icon.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import { RemoveWayButton } from './remove-way-button.tsx';
import styles from './account-panel.module.css';

/** Renders other ways in with what their kind means; each can be changed and removed. */
export function WaysInList({
  ways,
  known,
  label,
  onEdit,
}: {
  readonly ways: readonly OtherWayIn[];
  /** Whether it is known that they count. */
  readonly known: boolean;
  readonly label: string;
  readonly onEdit: (way: OtherWayIn) => void;
}) {
  const { t, day } = useTranslation();
  if (ways.length === 0) return null;
  const kindOf = (way: OtherWayIn): string => t(`window.other-way.kind.${way.kind}`);
  return (
    <PanelSection title={label}>
      <ul className={styles['list']} aria-label={label}>
        {ways.map((way) => (
          <li key={way.id}>
            <ToneIcon tone={known ? 'done' : 'notice'} />
            <div>
              <p>
                {kindOf(way)}
                {[way.name, way.place ?? '']
                  .filter((part) => part !== '' && foldText(part) !== foldText(kindOf(way)))
                  .map((part) => (
                    <Fragment key={part}>
                      {' · '}
                      <OutsideText text={part} />
                    </Fragment>
                  ))}{' '}
                <span className={styles['quiet']}>{known ? day(way.asOf) : t('window.answer.unknown')}</span>
              </p>
              <MethodGuide kind={assumedKind(way)} />
            </div>
            <span>
              <Button look="link" label={t('way.edit', { name: way.name })} onPress={() => onEdit(way)}>
                {t('way.change')}
              </Button>{' '}
              <RemoveWayButton way={way} />
            </span>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
