import { type Device, deviceKinds } from '../../../src-shared/domain/device.ts';
import { SelectField } from '../../components/select-field.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { NoCodeField } from '../records/no-code-field.tsx';
import { type AnswerDraft, newDevice } from './answer-draft.ts';
import { DeviceSelect } from './answer-selects.tsx';

/** Renders the request for a phone or computer that is recorded, or for one that is not yet: then for its label and kind. */
export function DeviceAnswer({
  devices,
  draft,
  onChange,
}: {
  readonly devices: readonly Device[];
  readonly draft: AnswerDraft;
  readonly onChange: (draft: AnswerDraft) => void;
}) {
  const { t } = useTranslation();
  const { deviceId, device } = draft;
  return (
    <>
      <DeviceSelect
        devices={devices}
        value={deviceId}
        more={[{ value: newDevice, label: t('ask.device.new') }]}
        onChange={(chosen) => onChange({ ...draft, deviceId: chosen })}
      />
      {deviceId === newDevice ? (
        <>
          <NoCodeField
            label={t('devices.label')}
            hint={t('devices.label.hint')}
            value={device.label}
            maximum={80}
            onChange={(label) => onChange({ ...draft, device: { ...device, label } })}
          />
          <SelectField
            label={t('devices.kind')}
            value={device.kind}
            options={deviceKinds.map((kind) => ({ value: kind, label: t(`devices.kind.${kind}`) }))}
            onChange={(kind) => onChange({ ...draft, device: { ...device, kind } })}
          />
        </>
      ) : null}
    </>
  );
}
