import { useState } from 'react';
import { fromHex } from '../../../../src-shared/lib/hex.ts';
import { escapeObeyed } from '../../../../src-shared/lib/obeyed-characters.ts';
import { hexLines, readableText } from '../../../../src-shared/lib/readable-text.ts';
import { Button } from '../../../components/button.tsx';
import { classes } from '../../../components/classes.ts';
import { KeyDialog } from '../../../components/key-dialog.tsx';
import { Segments } from '../../../components/segments.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import styles from './view-blob-dialog.module.css';

/** Renders the content of a large blob as text, where it is one, or in hex. */
export function ViewBlobDialog({
  handle,
  title,
  data,
  onExport,
  onClose,
}: {
  readonly handle: string;
  readonly title: string;
  /** Hex. */
  readonly data: string;
  readonly onExport: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const bytes = fromHex(data);
  const text = readableText(bytes);
  const [form, setForm] = useState<'text' | 'hex'>(text === null ? 'hex' : 'text');
  return (
    <KeyDialog
      handle={handle}
      wide
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onExport}>{t('window.blobs.export')}</Button>
          <Button look="primary" onPress={onClose}>
            {t('window.common.close')}
          </Button>
        </>
      }
    >
      <p>{t('blob.bytes', { count: bytes.length })}</p>
      {bytes.length === 0 ? <p>{t('window.blobs.empty')}</p> : null}
      {text === null ? (
        <p>{t('window.blobs.not-text')}</p>
      ) : bytes.length === 0 ? null : (
        <Segments
          label={t('window.blobs.form')}
          value={form}
          options={(['text', 'hex'] as const).map((value) => ({ value, label: t(`window.blobs.form.${value}`) }))}
          onChange={setForm}
        />
      )}
      {bytes.length === 0 ? null : (
        <pre
          className={classes(styles['content'], form === 'hex' && styles['hex'])}
          tabIndex={0}
          role="region"
          aria-label={t('window.blobs.content')}
          dir="ltr"
        >
          {form === 'text' && text !== null ? escapeObeyed(text) : hexLines(bytes).join('\n')}
        </pre>
      )}
    </KeyDialog>
  );
}
