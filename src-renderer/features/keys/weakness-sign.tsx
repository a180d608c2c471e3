import { ToneIcon } from '../../components/tone-icon.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import type { KeyEntry } from './key-entries.ts';
import { isWeak } from './key-facts.ts';

/** Renders the sign of a key whose model has a known weakness; nothing for any other. */
export function WeaknessSign({ entry }: { readonly entry: Pick<KeyEntry, 'plugged' | 'record'> }) {
  const { t } = useTranslation();
  const advisories = useApp((state) => state.advisories);
  if (!isWeak(entry, advisories)) return null;
  return (
    <span title={t('window.key.weakness')}>
      <ToneIcon tone="warning" size={12} />
      <span className="spoken">{t('window.key.weakness')}</span>
    </span>
  );
}
