import { useEffect } from 'react';
import { SettingRow } from '../../components/setting-row.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { importMetadata, loadMetadata, removeMetadata, useMetadata } from './genuineness-store.ts';

/** Renders the list of models that keys are held against, which can be imported and removed. */
export function MetadataSettings() {
  const { t } = useTranslation();
  const metadata = useMetadata();
  useEffect(() => void loadMetadata(), []);
  if (metadata === undefined) return null;
  return (
    <SettingRow
      name={t('genuineness.list')}
      value={metadata === null ? t('genuineness.list.none') : t('genuineness.list.number', { number: metadata.number })}
      meaning={t(metadata === null ? 'genuineness.next.no-metadata' : 'genuineness.list.remove.meaning')}
      action={
        metadata === null
          ? { label: t('genuineness.list.import'), possible: true, onPress: () => void importMetadata(t) }
          : {
              label: t('genuineness.list.remove'),
              possible: true,
              destructive: true,
              onPress: () => void removeMetadata(t),
            }
      }
    />
  );
}
