import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { modelName } from '../../src-shared/lib/key-name.ts';
import { useInventory } from '../stores/inventory-store.ts';
import { useKeys } from '../stores/keys-store.ts';
import { useTranslation } from '../use-translation.tsx';

/** Returns the name of a plugged-in key: the label a person gave, else its model and the end of its serial number. */
export function keyName(t: Translate, { remembered, facts, product }: KeyView, label?: string): string {
  const named = label ?? remembered?.label;
  const looks = modelName({ model: facts?.model ?? null, product, vendorSerial: facts?.vendorSerial ?? null });
  return named === undefined ? (looks ?? t('window.key.unnamed')) : displayText(named, 80);
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
