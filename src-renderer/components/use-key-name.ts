import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { useInventory } from '../stores/inventory-store.ts';
import { useKeys } from '../stores/keys-store.ts';
import { useTranslation } from '../use-translation.tsx';

/** Returns the name of a plugged-in key: the label a person gave, else its model, else its product name. */
export function keyName(t: Translate, key: KeyView, label?: string): string {
  return displayText(label ?? key.remembered?.label ?? key.facts?.model ?? key.product ?? t('window.key.unnamed'), 80);
}

/** Returns the name of the key of a handle in the words of the present language. */
export function useKeyName(handle: string): string {
  const { t } = useTranslation();
  const key = useKeys((state) => state.keys.find((one) => one.handle === handle));
  const label = useInventory(
    (state) => state.snapshot?.keys.find((record) => record.id === key?.remembered?.keyId)?.label,
  );
  return key === undefined ? t('window.key.unnamed') : keyName(t, key, label);
}
