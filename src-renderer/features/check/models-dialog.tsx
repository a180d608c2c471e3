import { useState } from 'react';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useTranslation } from '../../use-translation.tsx';

/** Renders the question which passkey profile of a tenant counts. `onTake` gives whether that one could be used; the question then ends. */
export function ModelsDialog({
  names,
  onTake,
  onClose,
}: {
  readonly names: readonly string[];
  readonly onTake: (name: string) => Promise<boolean>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(names[0] ?? '');
  const take = async () => {
    if (await onTake(name)) onClose();
  };
  return (
    <Dialog
      title={t('check.window.models.which')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" onPress={() => void take()}>
            {t('check.window.models.take')}
          </Button>
        </>
      }
    >
      <SelectField
        label={t('check.window.models.profile')}
        value={name}
        options={names.map((value) => ({ value, label: displayText(value, 100) }))}
        onChange={setName}
      />
    </Dialog>
  );
}
