import { useState } from 'react';
import type { BackupItem, BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';

// Demo only: no browser can reach a simulated key, so this stands for what the website would do.
export function DemoEnrol({ item, plan }: { readonly item: BackupItem; readonly plan: BackupPlan }) {
  const { t } = useTranslation();
  const demo = useApp((state) => state.status?.demo === true);
  const handle = useKeys((state) => state.keys.find((key) => key.remembered?.keyId === plan.spare.id)?.handle);
  const [enrolled, setEnrolled] = useState(false);
  const { rpId, userId, userName } = item.account;
  if (!demo || handle === undefined || rpId === null || userId === null || item.confirm === 'by-hand') return null;
  const enrol = async () => {
    if ((await run(api().demo.enrol({ handle, rpId, userId, userName }))) !== undefined) setEnrolled(true);
  };
  return (
    <>
      <Button look="quiet" onPress={() => void enrol()}>
        {t('backup.demo.enrol')}
      </Button>
      <p role="status">{enrolled ? t('backup.demo.enrolled') : ''}</p>
    </>
  );
}
