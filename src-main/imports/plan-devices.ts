import { deviceIdentity } from '../inventory/records/record-identity.ts';
import type { DeviceByHand, DeviceEdit } from '../inventory/inventory.ts';
import { devicesNamed } from '../../src-shared/domain/device-names.ts';
import type { ImportRow } from '../../src-shared/domain/imports.ts';
import type { Device } from '../../src-shared/domain/device.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';
import { type RowReader, shown } from './import-values.ts';
import type { Decide } from './decide.ts';

type DeviceFields = Pick<Device, 'place' | 'carriedOn' | 'simIn' | 'note'>;
const columns = ['place', 'carriedOn', 'simIn', 'note'] as const satisfies readonly (keyof DeviceFields)[];

interface PlannedDevice extends Pick<Device, 'kind' | 'label' | 'owner'> {
  /** Id, or reference of the import. */
  readonly ref: string;
  /** A device that the inventory knows. */
  readonly known: Device | null;
  /** The fields as they would be after the import. */
  readonly fields: { -readonly [Name in keyof DeviceFields]: DeviceFields[Name] };
}

/** Devices as requirements are looked up in: those of the inventory and of the table. */
export type NamedDevice = Pick<PlannedDevice, 'ref' | 'kind' | 'label' | 'owner'>;

export interface DevicePlan {
  /** Notes a device that a row names, with what the row says of it. */
  readonly add: (reader: RowReader, label: string) => ImportRow['state'];
  readonly all: () => readonly NamedDevice[];
  readonly added: () => readonly DeviceByHand[];
  readonly edits: () => readonly { readonly id: string; readonly edit: DeviceEdit }[];
}

/** Plans phones, computers and phone numbers: known ones by kind, label and owner, others by hand. What a row leaves empty says nothing. */
export function planDevices(known: readonly Device[], decide: Decide): DevicePlan {
  const devices: PlannedDevice[] = known.map((device) => {
    const { id, kind, label, owner, place, carriedOn, simIn, note } = device;
    return { ref: id, kind, label, owner, known: device, fields: { place, carriedOn, simIn, note } };
  });
  const added: PlannedDevice[] = [];

  const find = (reader: RowReader, label: string): PlannedDevice | null => {
    const [kind, owner] = [reader.deviceKind(), reader.text('owner')];
    const called = devices.filter(
      (device) => foldText(device.label) === foldText(label) && (kind === null || device.kind === kind),
    );
    const exact = called.find((device) => deviceIdentity(device) === deviceIdentity({ ...device, owner }));
    // A row without an owner may be about the only device of that name that was known before.
    const [only, ...others] = called.filter((device) => device.known !== null);
    const fitting = exact ?? (owner === null && others.length === 0 ? only : undefined);
    if (fitting !== undefined) return fitting;
    if (kind === null) {
      reader.refuse('device-kind-missing', 'deviceKind');
      return null;
    }
    const fields = { place: null, carriedOn: null, simIn: null, note: null };
    const planned = { ref: `device-${added.length + 1}`, kind, label, owner, known: null, fields };
    devices.push(planned);
    added.push(planned);
    return planned;
  };

  const simOf = (reader: RowReader): string | null => {
    const text = reader.text('simIn');
    if (text === null) return null;
    const phones = devicesNamed(
      devices.filter(({ kind }) => kind === 'phone'),
      text,
    );
    const [only, ...others] = phones;
    if (only === undefined) reader.refuse('requirement-unknown', 'simIn', text);
    else if (others.length > 0) reader.refuse('requirement-ambiguous', 'simIn', text);
    return only?.ref ?? null;
  };

  return {
    all: () => devices,
    added: () => added.map(({ ref, kind, label, owner, fields }) => ({ ref, kind, label, owner, ...fields })),
    edits: () =>
      devices.flatMap(({ known: before, fields }) => {
        const changed = before === null ? [] : columns.filter((column) => fields[column] !== before[column]);
        const edit: DeviceEdit = Object.fromEntries(changed.map((column) => [column, fields[column]]));
        return before === null || changed.length === 0 ? [] : [{ id: before.id, edit }];
      }),
    add: (reader, label) => {
      const count = added.length;
      const device = find(reader, label);
      if (device === null) return 'new';
      let state: ImportRow['state'] = added.length > count ? 'new' : 'unchanged';
      if (reader.text('simIn') !== null && device.kind !== 'phone-number') {
        reader.refuse('bad-value', 'simIn', reader.text('simIn') ?? '');
        return state;
      }
      for (const column of columns) {
        const said = column === 'simIn' ? simOf(reader) : reader.text(column);
        const before = device.fields[column];
        if (said === null || foldText(said) === foldText(before)) continue;
        if (before !== null) {
          const labelOf = (ref: string): string => devices.find((one) => one.ref === ref)?.label ?? ref;
          const conflict = {
            id: `device:${reader.line}:${column}`,
            line: reader.line,
            kind: 'device' as const,
            about: shown(device.label),
            column,
            ours: shown(column === 'simIn' ? labelOf(before) : before),
            theirs: shown(column === 'simIn' ? labelOf(said) : said),
          };
          state = 'conflict';
          const options = ['ours', 'theirs'].map((value) => ({ value, label: '' }));
          if (decide(conflict, options) === 'ours') continue;
        } else if (state === 'unchanged') state = 'changed';
        device.fields[column] = said;
      }
      return state;
    },
  };
}
