import { useState } from 'react';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import type { JsonImportPreview } from './json-import-preview.ts';
import styles from './settings.module.css';

const counted = [
  'addedKeys',
  'mergedKeys',
  'addedEnrolments',
  'addedOtherWaysIn',
  'addedDevices',
  'addedOther',
  'unchanged',
] as const;

/** Renders what an import would change before anything is changed; all of it happens, or nothing. */
export function ImportDialog({
  preview,
  onClose,
}: {
  readonly preview: JsonImportPreview;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [sameKeys, setSameKeys] = useState<Readonly<Record<string, string>>>({});
  const isDecided = preview.undecidedKeys.every(({ keyId }) => (sameKeys[keyId] ?? '') !== '');
  const added = preview.addedEnrolments + preview.addedOtherWaysIn + preview.addedDevices + preview.addedOther;
  const changes = preview.addedKeys + preview.mergedKeys + added;
  const apply = async () => {
    if ((await run(api().inventory.applyImport({ token: preview.token, sameKeys }))) === undefined) return;
    showDone(t('window.import.done'));
    onClose();
  };
  return (
    <Dialog
      title={t('window.import.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" disabled={changes === 0 || !isDecided} onPress={() => void apply()}>
            {t('window.import.apply')}
          </Button>
        </>
      }
    >
      <p>{t(changes === 0 ? 'window.import.nothing' : 'window.import.explain')}</p>
      <dl className={styles['counts']}>
        {counted.map((name) => (
          <Count key={name} name={t(`window.import.${name}`)} count={preview[name]} />
        ))}
      </dl>
      {preview.undecidedKeys.map(({ keyId, label, candidates }) => (
        <SelectField
          key={keyId}
          label={t('window.import.which-key', { label: displayText(label, 60) })}
          value={sameKeys[keyId] ?? ''}
          options={[
            { value: '', label: t('window.import.which-key.choose') },
            ...candidates.map((key) => ({ value: key.keyId, label: displayText(key.label, 60) })),
            { value: 'new', label: t('window.import.which-key.new') },
          ]}
          onChange={(answer) => setSameKeys({ ...sameKeys, [keyId]: answer })}
        />
      ))}
      {preview.conflicts.length === 0 ? null : (
        <>
          <Message tone="warning">{t('window.import.conflicts', { count: preview.conflicts.length })}</Message>
          <ul className={styles['conflicts']}>
            {preview.conflicts.map((conflict) => (
              <li key={`${conflict.what}:${conflict.theirs}`}>
                <OutsideText text={conflict.what} />: {t('window.import.ours')} <OutsideText text={conflict.ours} /> ·{' '}
                {t('window.import.theirs')} <OutsideText text={conflict.theirs} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function Count({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{count}</dd>
    </>
  );
}
