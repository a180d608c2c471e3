import { useState } from 'react';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './details-tab.module.css';

const noKeys: readonly InventoryKey[] = [];

/**
 * Remembers a key whose passkeys cannot be listed, so that a person can record what it opens. Such a key rarely says which
 * one it is: the person does.
 */
export function RememberKey({ plugged }: { readonly plugged: KeyView }) {
  const { t } = useTranslation();
  const keys = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const [keyId, setKeyId] = useState('');
  // A key with a serial is recognised by it and needs no answer.
  const choices = keys.filter((key) => key.vendorSerial === null && key.lastRead === null);
  const remember = async () => {
    const answer = { handle: plugged.handle, keyId: keyId === '' ? null : keyId };
    if ((await run(api().keys.remember(answer))) !== undefined) showDone(t('window.remember.done'));
  };
  return (
    <div className={styles['form']}>
      <p>{t('window.remember.explain')}</p>
      {choices.length > 0 && (
        <SelectField
          label={t('window.which-key.title')}
          value={keyId}
          options={[
            { value: '', label: t('window.which-key.new') },
            ...choices.map(({ id, label }) => ({ value: id, label: displayText(label, 80) })),
          ]}
          onChange={setKeyId}
        />
      )}
      <div>
        <Button look="primary" onPress={() => void remember()}>
          {t('window.remember.button')}
        </Button>
      </div>
    </div>
  );
}
