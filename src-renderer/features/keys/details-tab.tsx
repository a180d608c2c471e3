import { useTranslation } from '../../use-translation.tsx';
import { EditKey } from './edit-key.tsx';
import type { KeyEntry } from './key-entries.ts';
import { ManualList } from './manual-list.tsx';
import { RememberKey } from './remember-key.tsx';

/** Renders what a person says about a key: label, role, owner, place; and what they recorded by hand. */
export function DetailsTab({ entry }: { readonly entry: KeyEntry }) {
  const { t } = useTranslation();
  const { record, plugged } = entry;
  if (record === null) {
    const unlistable = plugged?.facts?.capabilities.listPasskeys.answer === 'no';
    return unlistable ? <RememberKey plugged={plugged} /> : <p>{t('window.record.not-yet')}</p>;
  }
  return (
    <>
      <EditKey key={record.id} record={record} />
      <ManualList record={record} />
    </>
  );
}
