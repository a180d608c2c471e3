import { useState } from 'react';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import type { AssumedThings } from './assumed-loss.ts';
import { useLoss } from './loss-store.ts';
import { useTranslation } from '../../use-translation.tsx';

const formats = ['pdf', 'html'] as const;

/** Renders the request for the form of the plan and has it written where the person says; a printed plan works without this computer. */
export function SavePlanDialog({
  lost,
  lossId,
  onClose,
}: {
  /** Null for the checklist of a loss that was recorded. */
  readonly lost: Pick<AssumedThings, 'keyIds' | 'otherWayIds' | 'deviceIds' | 'accountIds'> | null;
  readonly lossId: string | null;
  readonly onClose: () => void;
}) {
  const { t, locale } = useTranslation();
  const [format, setFormat] = useState<(typeof formats)[number]>('pdf');
  const [language, setLanguage] = useState(locale);
  const [busy, setBusy] = useState(false);
  const pinKnownIds = useLoss((state) => state.pinKnownIds);
  const save = async () => {
    setBusy(true);
    const saved = await run(
      api().reports.exportRecoveryPlan({
        format,
        language,
        lostKeyIds: lost?.keyIds ?? [],
        lostWayIds: lost?.otherWayIds ?? [],
        ...(lost !== null && lost.deviceIds.length > 0 && { lostDeviceIds: lost.deviceIds }),
        ...(lost !== null && lost.accountIds.length > 0 && { lostAccountIds: lost.accountIds }),
        pinKnownKeyIds: (lost?.keyIds ?? []).filter((id) => pinKnownIds.has(id)),
        lossId,
      }),
    );
    setBusy(false);
    if (saved === undefined || saved === null) return;
    showDone(t('file.saved', { file: saved.file }));
    onClose();
  };
  return (
    <Dialog
      title={t('window.loss.save.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" disabled={busy} onPress={() => void save()}>
            {t('window.loss.save.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('window.loss.save.explain')}</p>
      <SelectField
        label={t('window.loss.save.format')}
        value={format}
        options={formats.map((value) => ({ value, label: t(`window.loss.save.format.${value}`) }))}
        onChange={setFormat}
      />
      <SelectField
        label={t('window.loss.save.language')}
        value={language}
        options={[
          { value: 'en', label: 'English' },
          { value: 'ja', label: '日本語' },
        ]}
        onChange={setLanguage}
      />
    </Dialog>
  );
}
