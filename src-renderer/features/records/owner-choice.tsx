import { useMemo } from 'react';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { SelectField } from '../../components/select-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';

/** Renders the choice of the owner of a way in, where the inventory is of several people. Empty: not said. */
export function OwnerChoice({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (owner: string) => void;
}) {
  const { t } = useTranslation();
  const snapshot = useInventory((state) => state.snapshot);
  const owners = useMemo(() => (snapshot === null ? [] : ownersOf(snapshot)), [snapshot]);
  if (owners.length < 2) return null;
  const chosen = owners.find((owner) => foldText(owner) === foldText(value)) ?? '';
  return (
    <SelectField
      label={t('way.owner')}
      value={chosen}
      options={[
        { value: '', label: t('way.owner.unsaid') },
        ...owners.map((owner) => ({ value: owner, label: displayText(owner, 60) })),
      ]}
      onChange={onChange}
    />
  );
}

/** Lists the owners of an inventory, each once. */
function ownersOf({ keys, devices, otherWaysIn }: InventorySnapshot): readonly string[] {
  const owners = new Map<string, string>();
  for (const { owner } of [...keys, ...devices, ...otherWaysIn]) {
    const folded = foldText(owner);
    if (owner !== null && folded !== null && !owners.has(folded)) owners.set(folded, owner);
  }
  return [...owners.values()];
}
