import { useState } from 'react';
import {
  type ImportColumn,
  importColumns,
  importEncodings,
  type ImportPreview,
  type ImportReading,
} from '../../../src-shared/domain/imports.ts';
import { importFormatName, leftOutMessage } from '../../../src-shared/i18n/import-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { TimeField } from '../records/time-field.tsx';
import styles from './import.module.css';

interface ReadingFormProps {
  readonly preview: ImportPreview;
  readonly onChange: (reading: ImportReading) => void;
  readonly onKeep: () => void;
}

/** Renders how a file was read, and lets the person say how it is to be read. */
export function ReadingForm({ preview, onChange, onKeep }: ReadingFormProps) {
  const { t } = useTranslation();
  const { file, format, encoding, encodings, reading, vaults, leftOut } = preview;
  if (file === null) return null;
  return (
    <div className={styles['source']}>
      <p>
        <bdi>{t('import.from', { file: displayText(file, 100) })}</bdi>
      </p>
      {format === null ? null : <p>{t('import.as', { format: importFormatName(t, format) })}</p>}
      <SelectField
        inline
        label={t('import.encoding')}
        value={encodings.length > 1 && reading.encoding === null ? '' : (encoding ?? 'utf-8')}
        options={encodingOptions(t, preview)}
        onChange={(value) => {
          const chosen = importEncodings.find((one) => one === value);
          if (chosen !== undefined) onChange({ ...reading, encoding: chosen });
        }}
      />
      {preview.asksKey ? <KeyField preview={preview} onChange={onChange} /> : null}
      {preview.asksRpId ? <RpIdField preview={preview} onChange={onChange} /> : null}
      {preview.isDated ? <AsOfField preview={preview} onChange={onChange} /> : null}
      {vaults.length === 0 ? null : (
        <SelectField
          inline
          label={t('import.vault')}
          value={reading.vault ?? ''}
          options={[
            { value: '', label: t('import.choose') },
            ...vaults.map((value) => ({ value, label: value === 'browser' ? t('import.vault.browser') : value })),
          ]}
          onChange={(vault) => {
            if (vault !== '') onChange({ ...reading, vault });
          }}
        />
      )}
      {leftOut.length === 0 ? null : (
        <p>
          {t('import.left-out')}: {leftOutMessage(t, leftOut)}
        </p>
      )}
      <Mapping preview={preview} onChange={onChange} onKeep={onKeep} />
    </div>
  );
}

function encodingOptions(t: ReturnType<typeof useTranslation>['t'], { encodings, reading }: ImportPreview) {
  const isAsked = encodings.length > 1 && reading.encoding === null;
  const named = importEncodings.map((value) => {
    const sample = encodings.find((one) => one.encoding === value)?.sample;
    const label = t(`import.encoding.${value}`);
    return {
      value,
      label: sample === undefined ? label : t('import.encoding.sample', { encoding: label, sample }),
    };
  });
  return isAsked ? [{ value: '', label: t('import.choose') }, ...named] : named;
}

function KeyField({ preview, onChange }: Pick<ReadingFormProps, 'preview' | 'onChange'>) {
  const { t } = useTranslation();
  const keys = useInventory((state) => state.snapshot?.keys ?? null) ?? [];
  const { reading } = preview;
  return (
    <SelectField
      inline
      label={t('import.key-of-listing')}
      value={reading.key ?? ''}
      options={[
        { value: '', label: t('import.choose') },
        ...keys.map(({ label }) => ({ value: label, label: displayText(label, 80) })),
      ]}
      onChange={(key) => {
        if (key !== '') onChange({ ...reading, key });
      }}
    />
  );
}

/** Renders the website that the listing is of; the file is read again once the field is left. */
function RpIdField({ preview, onChange }: Pick<ReadingFormProps, 'preview' | 'onChange'>) {
  const { t } = useTranslation();
  const { reading } = preview;
  const [draft, setDraft] = useState(reading.rpId ?? '');
  const isNew = draft.trim() !== '' && draft.trim() !== reading.rpId;
  return (
    <div
      onBlur={() => {
        if (isNew) onChange({ ...reading, rpId: draft.trim() });
      }}
    >
      <TextField
        label={t('import.rp-id-of-listing')}
        placeholder="github.com"
        value={draft}
        maximum={200}
        onChange={setDraft}
      />
    </div>
  );
}

/** Renders when the listing was made; the file is read again once the field is left. */
function AsOfField({ preview, onChange }: Pick<ReadingFormProps, 'preview' | 'onChange'>) {
  const { t } = useTranslation();
  const { asOf, reading } = preview;
  const [draft, setDraft] = useState(asOf ?? '');
  return (
    <div
      onBlur={() => {
        if (draft !== '' && draft !== asOf) onChange({ ...reading, asOf: draft });
      }}
    >
      <TimeField
        label={t('import.as-of')}
        hint={reading.asOf === null && asOf !== null ? t('import.as-of.hint') : undefined}
        value={draft}
        onChange={setDraft}
      />
    </div>
  );
}

function Mapping({ preview, onChange, onKeep }: ReadingFormProps) {
  const { t } = useTranslation();
  const { headings, reading } = preview;
  // What is read as it should be needs no attention.
  const isOpen = headings.some(({ column }) => column === null);
  if (headings.length === 0) return null;
  const isMapped = Object.keys(reading.columns).length + Object.keys(reading.services).length > 0;
  return (
    <details open={isOpen}>
      <summary>{t('import.mapping')}</summary>
      <p className={styles['quiet']}>{t('import.mapping.explain')}</p>
      {headings.map(({ heading, column }) => (
        <SelectField
          key={heading}
          inline
          label={heading}
          value={column ?? ''}
          options={[
            { value: '', label: t('import.mapping.none') },
            ...importColumns.map((value) => ({ value: value as string, label: t(`import.column.${value}`) })),
          ]}
          onChange={(value) => {
            const chosen: ImportColumn | null = importColumns.find((one) => one === value) ?? null;
            if (chosen !== column) onChange({ ...reading, columns: { ...reading.columns, [heading]: chosen } });
          }}
        />
      ))}
      {isMapped ? <Button onPress={onKeep}>{t('import.mapping.keep')}</Button> : null}
    </details>
  );
}
