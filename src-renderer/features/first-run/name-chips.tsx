import { useState } from 'react';
import type { InventoryKey, KeyRole } from '../../../src-shared/domain/inventory-key.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { ActionChip } from '../../components/chip.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { run } from '../../stores/run.ts';
import { showUndoable } from '../../stores/undo-notice.ts';
import { useTranslation } from '../../use-translation.tsx';
import { shortName } from './first-steps.ts';
import styles from './first-steps.module.css';
import { NameDialog } from './name-dialog.tsx';

interface Proposal {
  readonly id: 'key-ring' | 'desk' | 'safe' | 'off-site';
  readonly role: KeyRole;
  readonly where: 'place' | 'carriedOn';
}

const proposals: readonly Proposal[] = [
  { id: 'key-ring', role: 'daily', where: 'carriedOn' },
  { id: 'desk', role: 'spare', where: 'place' },
  { id: 'safe', role: 'spare', where: 'place' },
  { id: 'off-site', role: 'off-site', where: 'place' },
];

/** Proposes names for a key by where it is; one press names it, and says its role and place. */
export function NameChips({ record }: { readonly record: InventoryKey }) {
  const { t } = useTranslation();
  const labels = useInventory((state) => state.snapshot?.keys);
  const [other, setOther] = useState(false);
  // There the dialog asks for all at once.
  const narrow = useNarrow();
  const key = displayText(shortName(record), 40);
  const taken = new Set(labels?.map(({ label }) => label));
  const name = async ({ id, role, where }: Proposal) => {
    const label = t(`window.name.${id}`);
    const { label: before, role: roleBefore, [where]: whereBefore } = record;
    if ((await run(api().inventory.editKey({ keyId: record.id, label, role, [where]: label }))) === undefined) return;
    showUndoable(t, t('window.name.done', { key, label }), async () => {
      const undo = { keyId: record.id, label: before, role: roleBefore, [where]: whereBefore };
      return (await run(api().inventory.editKey(undo))) !== undefined;
    });
  };
  return (
    <div role="group" aria-label={t('window.name.title', { key })} className={styles['names']}>
      <span className={styles['quiet']}>{t('window.name.title', { key })}</span>
      {narrow
        ? null
        : proposals
            .filter(({ id }) => !taken.has(t(`window.name.${id}`)))
            .map((proposal) => (
              <ActionChip key={proposal.id} onPress={() => void name(proposal)}>
                {t(`window.name.${proposal.id}.chip`)}
              </ActionChip>
            ))}
      <ActionChip onPress={() => setOther(true)}>{t('window.name.other')}</ActionChip>
      {other ? <NameDialog record={record} onClose={() => setOther(false)} /> : null}
    </div>
  );
}
