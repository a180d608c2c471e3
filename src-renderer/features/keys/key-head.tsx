import { serialEnd, shortModel } from '../../../src-shared/lib/key-name.ts';
import { KeyPicture } from '../../components/key-picture.tsx';
import { Meter } from '../../components/meter.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useKeyColours } from '../../components/use-key-colour.ts';
import { useApp } from '../../stores/app-store.ts';
import { showTab } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { Button } from '../../components/button.tsx';
import { KeyActions } from './key-actions.tsx';
import type { KeyEntry } from './key-entries.ts';
import { isWeak, modelOf, serialOf, shapeOf } from './key-facts.ts';
import styles from './key-head.module.css';
import { entryName, longStateText } from './key-text.ts';

/** Renders the head of a key's page: its picture, its name, what it is and how full it is, and what can be done with it. */
export function KeyHead({ entry }: { readonly entry: KeyEntry }) {
  const { t } = useTranslation();
  const colourOf = useKeyColours();
  const { plugged, record } = entry;
  const isLost = record?.lostAt != null;
  const model = modelOf(entry);
  const name = entryName(t, entry);
  const looks = [model === null ? null : shortModel(model), serialEnd(serialOf(entry))].filter((part) => part !== null);
  const facts = [
    looks.join(' ') === name ? null : looks.join(' '),
    record?.role == null ? null : t(`window.role.${record.role}`),
    record?.place ?? null,
  ].filter((fact) => fact !== null && fact !== '');
  return (
    <header className={styles['head']}>
      <KeyPicture shape={shapeOf(entry)} colour={isLost ? 'none' : colourOf(record?.id ?? null)} width={80} />
      <div className={styles['titles']}>
        <h1>
          <bdi>{isLost ? <s>{name}</s> : name}</bdi>
        </h1>
        <p className={styles['facts']}>
          {facts.map((fact) => (
            <span key={fact}>
              <OutsideText text={fact ?? ''} maximum={80} />
              {t('coverage.fact.separator')}
            </span>
          ))}
          <State entry={entry} />
          <Weakness entry={entry} />
        </p>
      </div>
      <Fill
        existing={plugged?.facts?.passkeys.existing ?? record?.existing ?? null}
        remaining={plugged?.facts?.passkeys.remaining ?? record?.remaining ?? null}
      />
      <KeyActions entry={entry} />
    </header>
  );
}

function State({ entry: { plugged, record } }: { readonly entry: KeyEntry }) {
  const { t } = useTranslation();
  const lost = record?.lostAt == null ? '' : t('matrix.key.recorded-lost') + t('coverage.fact.separator');
  if (plugged === null) return `${lost}${t('window.key.away')}`;
  const { state, rest } = longStateText(t, plugged);
  return (
    <>
      {lost}
      <Sentences>
        <b className={plugged.unlocked ? styles['ready'] : undefined}>{state}</b>
        {rest === '' ? null : rest}
      </Sentences>
    </>
  );
}

/** Renders that a weakness of the model is known; the tab about the key says which. */
function Weakness({ entry }: { readonly entry: KeyEntry }) {
  const { t } = useTranslation();
  const advisories = useApp((state) => state.advisories);
  if (!isWeak(entry, advisories)) return null;
  return (
    <>
      {t('coverage.fact.separator')}
      <ToneIcon tone="warning" size={12} />{' '}
      <Button look="link" onPress={() => showTab('about')}>
        {t('window.key.weakness')}
      </Button>
    </>
  );
}

/** Renders how full a key is, where it says so. Its free places are its own estimate. */
function Fill({ existing, remaining }: { readonly existing: number | null; readonly remaining: number | null }) {
  const { t } = useTranslation();
  if (existing === null || remaining === null) return null;
  const most = existing + remaining;
  return (
    <div className={styles['fill']}>
      <span>{t('window.key.fill-of', { existing, most })}</span>
      <Meter label={t('window.key.passkeys')} value={existing} most={most} />
      <span title={t('facts.own-estimate')}>{t('window.key.room', { remaining })}</span>
    </div>
  );
}
