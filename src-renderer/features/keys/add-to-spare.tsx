import { useMemo } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Button } from '../../components/button.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { openAddSpare } from '../backup/open-add-spare.ts';
import { createDirectAdditions } from '../coverage/additions.ts';
import { useNextStep } from '../coverage/use-next-step.ts';
import type { KeyAccount } from './use-key-accounts.ts';

const noKeys: readonly never[] = [];

/** Renders the button that adds the best spare to the account of a passkey, where no other key opens it. */
export function AddToSpare({
  found,
  keyId,
  report,
}: {
  readonly found: KeyAccount;
  readonly keyId: string;
  readonly report: CoverageReport;
}) {
  const { t } = useTranslation();
  const records = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const services = useApp((state) => state.services);
  const step = useNextStep(report);
  const proposedKeyId = step?.kind === 'add' ? step.keyId : null;
  const addition = useMemo(
    () => createDirectAdditions(report, records, services, proposedKeyId)(found, keyId),
    [report, records, services, proposedKeyId, found, keyId],
  );
  const spare = records.find(({ id }) => id === addition?.keyId);
  if (found.otherKeys.length > 0 || addition === null || spare === undefined) return null;
  return (
    <Button look="primary" onPress={() => void openAddSpare(addition)}>
      <bdi>{t('window.passkey.add', { key: displayText(spare.label, 60) })}</bdi>
    </Button>
  );
}
