import type { ImportRow } from '../../src-shared/domain/imports.ts';
import type { InventoryKey } from '../../src-shared/domain/inventory-key.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';
import type { KeyByHand, KeyEdit } from '../inventory/inventory.ts';
import { type RowReader, shown } from './import-values.ts';
import type { Decide } from './decide.ts';

type KeyFields = Pick<InventoryKey, 'role' | 'owner' | 'place' | 'carriedOn' | 'vendorSerial'>;
const columns = ['role', 'owner', 'place', 'carriedOn'] as const satisfies readonly (keyof KeyFields)[];

interface PlannedKey {
  readonly ref: string;
  readonly label: string;
  /** A key that the inventory knows. */
  readonly known: InventoryKey | null;
  /** The fields as they would be after the import. */
  readonly fields: { -readonly [Name in keyof KeyFields]: KeyFields[Name] };
}

export interface KeyPlan {
  /** Notes a key that a row names by its serial or label, with what the row says of it. Without a label its serial is one. */
  readonly add: (
    reader: RowReader,
    label: string | null,
  ) => {
    readonly ref: string;
    readonly label: string;
    readonly state: ImportRow['state'];
  };
  /** Returns the id, or the reference of the import, of the key with that label. */
  readonly refOf: (label: string) => string | null;
  /** Labels by id or reference. */
  readonly labels: () => ReadonlyMap<string, string>;
  readonly added: () => readonly KeyByHand[];
  readonly edits: () => readonly { readonly keyId: string; readonly edit: KeyEdit }[];
}

/** Plans the keys: known ones by the serial that their vendor gave or by label, others by hand. What a row leaves empty says nothing. */
export function planKeys(known: readonly InventoryKey[], decide: Decide): KeyPlan {
  const keys = new Map<string | null, PlannedKey>();
  const bySerial = new Map<string, PlannedKey>();
  for (const key of known) {
    const { role, owner, place, carriedOn, vendorSerial } = key;
    const planned = {
      ref: key.id,
      label: key.label,
      known: key,
      fields: { role, owner, place, carriedOn, vendorSerial },
    };
    keys.set(foldText(key.label), planned);
    if (vendorSerial !== null) bySerial.set(vendorSerial, planned);
  }
  const added: PlannedKey[] = [];
  return {
    refOf: (label) => keys.get(foldText(label))?.ref ?? null,
    labels: () => new Map([...keys.values()].map(({ ref, label }) => [ref, label])),
    added: () =>
      added.map(({ ref, label, fields: { vendorSerial, ...fields } }) => ({
        ref,
        label,
        ...fields,
        ...(vendorSerial !== null && { vendorSerial }),
      })),
    add: (reader, given) => {
      const serial = reader.text('serial');
      const label = given ?? serial ?? '';
      const identity = foldText(label);
      const labelled = keys.get(identity);
      let key = (serial === null ? undefined : bySerial.get(serial)) ?? labelled;
      let state: ImportRow['state'] = 'unchanged';
      if (key === undefined) {
        const fields = { role: null, owner: null, place: null, carriedOn: null, vendorSerial: serial };
        key = { ref: `new-${added.length + 1}`, label, known: null, fields };
        keys.set(identity, key);
        added.push(key);
        state = 'new';
      } else if (serial !== null && key.fields.vendorSerial === null) {
        key.fields.vendorSerial = serial;
        state = 'changed';
      } else if (serial !== null && key.fields.vendorSerial !== serial) {
        // One label, two serials: two keys, and nobody can say here which is meant.
        reader.refuse('serial-ambiguous', 'serial', serial);
      }
      if (serial !== null) bySerial.set(serial, key);
      for (const column of columns) {
        const said = column === 'role' ? reader.role() : reader.text(column);
        const before = key.fields[column];
        if (said === null || foldText(said) === foldText(before)) continue;
        if (before !== null) {
          const conflict = {
            id: `key:${reader.line}:${column}`,
            line: reader.line,
            kind: 'key' as const,
            about: shown(key.label),
            column,
            ours: shown(before),
            theirs: shown(said),
          };
          state = 'conflict';
          if (
            decide(
              conflict,
              ['ours', 'theirs'].map((value) => ({ value, label: '' })),
            ) === 'ours'
          )
            continue;
        } else if (state === 'unchanged') state = 'changed';
        Object.assign(key.fields, { [column]: said });
      }
      return { ref: key.ref, label: key.label, state };
    },
    edits: () =>
      [...keys.values()].flatMap(({ known: before, fields }) => {
        if (before === null) return [];
        const changed = [...columns, 'vendorSerial' as const].filter((column) => fields[column] !== before[column]);
        const edit: KeyEdit = Object.fromEntries(changed.map((column) => [column, fields[column]]));
        return changed.length === 0 ? [] : [{ keyId: before.id, edit }];
      }),
  };
}
