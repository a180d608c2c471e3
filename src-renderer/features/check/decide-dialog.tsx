import { useState } from 'react';
import type { CheckAction, KeyCheck } from '../../../src-shared/domain/check.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { useCheckStore } from './check-store.ts';

/** Decisions that a desk offers after a check. */
export type DecisionKind = 'hand-over' | 'by-hand' | 'retire';

/** Renders what a person decides after a check: to whom the key goes, or that it is retired or judged by hand; by whom, and why. */
export function DecideDialog({
  check,
  kind,
  onClose,
}: {
  readonly check: KeyCheck;
  readonly kind: DecisionKind;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const deskName = useCheckStore((state) => state.desk?.by ?? '');
  const isKnown = useInventory((state) => state.snapshot?.keys.some(({ id }) => id === check.key.keyId) === true);
  const [byHand, setByHand] = useState<CheckAction>('do-not-issue');
  const [to, setTo] = useState('');
  const [by, setBy] = useState(deskName);
  const [why, setWhy] = useState('');
  const action = kind === 'by-hand' ? byHand : kind;
  const needsReason = action === 'retire' ? check.verdict !== 'do-not-issue' : check.verdict !== 'issue';
  const isWhole = by.trim() !== '' && (kind !== 'hand-over' || to.trim() !== '') && (!needsReason || why.trim() !== '');
  const save = async () => {
    const decision = {
      id: check.id,
      action,
      by: by.trim(),
      to: kind === 'hand-over' ? to.trim() : null,
      why: why.trim(),
    };
    if ((await run(api().check.decide(decision))) === undefined) return;
    showDone(t('check.decide.done'));
    onClose();
  };
  return (
    <Dialog
      title={t(`check.decide.title.${kind}`)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" disabled={!isWhole} onPress={() => void save()}>
            {t('check.decide.save')}
          </Button>
        </>
      }
    >
      <p>{t('check.decide.stays')}</p>
      {kind === 'by-hand' ? (
        <SelectField
          label={t('check.decide.what')}
          value={byHand}
          options={(['do-not-issue', 'issue'] as const).map((value) => ({
            value: value as CheckAction,
            label: t(`check.decide.what.${value}`),
          }))}
          onChange={setByHand}
        />
      ) : (
        <p>{t(isKnown ? `check.decide.known.${kind}` : 'check.decide.unknown-key')}</p>
      )}
      {kind === 'hand-over' ? (
        <TextField label={t('check.decide.to')} value={to} maximum={200} autoFocus onChange={setTo} />
      ) : null}
      <TextField label={t('check.decide.by')} value={by} maximum={200} onChange={setBy} />
      <TextField label={t('check.decide.why')} value={why} maximum={2000} multiline onChange={setWhy} />
    </Dialog>
  );
}
