import { useState } from 'react';
import type { KeyFacts } from '../../../../src-shared/domain/plugged-key.ts';
import { isRpId, minPinLengthLimits, type SettingChange } from '../../../../src-shared/domain/setting-change.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useTranslation } from '../../../use-translation.tsx';

interface Typed {
  readonly length: string;
  /** Null: the list on the key stays. */
  readonly rpIds: string | null;
}

/** Renders the fields of the minimum PIN length: the length, and the list of websites that may ask for it where the key keeps one. */
export function PinLengthFields({
  facts,
  value,
  onChange,
}: {
  readonly facts: KeyFacts;
  readonly value: number;
  /** Called with the change that was typed; null while it is none. */
  readonly onChange: (change: SettingChange | null) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Typed>({ length: String(value), rpIds: null });
  const limits = { least: value, most: Math.min(facts.pin.maxLength, minPinLengthLimits.most) };
  const length = lengthOf(typed.length, limits);
  const wrong = rpIdsOf(typed.rpIds ?? '').find((rpId) => !isRpId(rpId));
  const update = (now: Typed): void => {
    setTyped(now);
    const [newLength, rpIds] = [lengthOf(now.length, limits), now.rpIds === null ? null : rpIdsOf(now.rpIds)];
    const isWhole = newLength !== null && (rpIds === null || (rpIds.length > 0 && rpIds.every(isRpId)));
    onChange(isWhole ? { setting: 'min-pin-length', length: newLength, rpIds } : null);
  };
  return (
    <>
      <TextField
        label={t('key-setting.dialog.length')}
        value={typed.length}
        maximum={2}
        autoFocus
        error={length === null ? t('key-setting.dialog.length.wrong', limits) : null}
        onChange={(text) => update({ ...typed, length: text })}
      />
      {facts.extensions.includes('minPinLength') ? (
        <Checkbox
          checked={typed.rpIds !== null}
          onChange={(checked) => update({ ...typed, rpIds: checked ? '' : null })}
        >
          {t('key-setting.dialog.replace')}
        </Checkbox>
      ) : null}
      {typed.rpIds === null ? null : (
        <TextField
          label={t('key-setting.dialog.rp-ids')}
          value={typed.rpIds}
          multiline
          hint={t('key-setting.dialog.rp-ids.hint')}
          error={wrong === undefined ? null : t('key-setting.dialog.rp-ids.wrong', { name: displayText(wrong, 60) })}
          onChange={(text) => update({ ...typed, rpIds: text })}
        />
      )}
    </>
  );
}

function lengthOf(text: string, { least, most }: { readonly least: number; readonly most: number }): number | null {
  const length = /^\d{1,2}$/.test(text.trim()) ? Number(text) : null;
  return length === null || length < least || length > most ? null : length;
}

/** Splits what was typed into host names; the same one twice counts once. */
function rpIdsOf(text: string): readonly string[] {
  const lines = text.split(/[\n,]/).map((line) => line.trim().toLowerCase());
  return [...new Set(lines.filter((line) => line !== ''))];
}
