import {
  type FingerprintSensor,
  fitsSensor,
  longestFingerprintName,
} from '../../../../src-shared/domain/fingerprint.ts';
import { TextField } from '../../../components/text-field.tsx';
import { useTranslation } from '../../../use-translation.tsx';

/** Renders the field for the name of a fingerprint, which says when the sensor takes only a shorter one. */
export function FingerprintNameField({
  name,
  sensor,
  onChange,
}: {
  readonly name: string;
  readonly sensor: FingerprintSensor;
  readonly onChange: (name: string) => void;
}) {
  const { t } = useTranslation();
  const most = sensor.nameBytes;
  return (
    <TextField
      label={t('window.fingerprints.name')}
      value={name}
      onChange={onChange}
      hint={t('window.fingerprints.name.hint')}
      error={fitsSensor(name, sensor) || most === null ? null : t('window.fingerprints.name.too-long', { most })}
      maximum={longestFingerprintName}
      autoFocus
    />
  );
}
