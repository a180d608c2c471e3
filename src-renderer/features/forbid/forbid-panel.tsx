import type { ForbiddenModels } from '../../../src-shared/coverage/forbid-models.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { Button } from '../../components/button.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { FixedPanel, PanelSection } from '../../components/panel.tsx';
import { showKey } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './forbid-view.module.css';

/** So many keys are listed of each kind; all are counted. */
const mostKeys = 100;

/** Renders the keys that would be refused with whose they are, and those of which nobody can say. */
export function ForbidPanel({ isAsked, answer }: { readonly isAsked: boolean; readonly answer: ForbiddenModels }) {
  const { t } = useTranslation();
  const { refused, unknown } = answer;
  return (
    <FixedPanel title={t('forbid.refused', { count: refused.length })}>
      <PanelSection>
        {refused.length === 0 ? (
          <p className={styles['hint']}>{t(isAsked ? 'forbid.refused.none' : 'forbid.refused.not-asked')}</p>
        ) : (
          <KeyList label={t('forbid.refused', { count: refused.length })} keys={refused} />
        )}
      </PanelSection>
      {unknown.length === 0 ? null : (
        <PanelSection title={t('forbid.unknown.title')}>
          <p className={styles['hint']}>{t('forbid.unknown.why')}</p>
          <KeyList label={t('forbid.unknown.title')} keys={unknown} />
        </PanelSection>
      )}
    </FixedPanel>
  );
}

function KeyList({ label, keys }: { readonly label: string; readonly keys: readonly InventoryKey[] }) {
  const { t } = useTranslation();
  return (
    <>
      <ul aria-label={label} className={styles['keys']}>
        {keys.slice(0, mostKeys).map(({ id, label: name, owner }) => (
          <li key={id}>
            <Button look="link" onPress={() => showKey({ type: 'remembered', keyId: id })}>
              <OutsideText text={name} maximum={60} />
            </Button>
            <span>{owner === null ? t('forbid.no-owner') : <OutsideText text={owner} maximum={60} />}</span>
          </li>
        ))}
      </ul>
      {keys.length > mostKeys ? <p>{t('what-if.more', { count: keys.length - mostKeys })}</p> : null}
    </>
  );
}
