import type { BackupItem, BackupPlan } from '../../../src-shared/coverage/backup-plan.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';

/** Demo only: no browser can reach a simulated key, so this stands for what the website would do. */
export function DemoEnrol({ item, plan }: { readonly item: BackupItem; readonly plan: BackupPlan }) {
  const { t } = useTranslation();
  const demo = useApp((state) => state.status?.demo === true);
  const handle = useKeys((state) => state.keys.find((key) => key.remembered?.keyId === plan.spare.id)?.handle);
  const { rpId, userId, userName } = item.account;
  if (!demo || handle === undefined || rpId === null || userId === null || item.confirm === 'by-hand') return null;
  const enrol = async () => {
    const enrolled = await run(api().demo.enrol({ handle, rpId, userId, userName }));
    if (enrolled !== undefined) showDone(t('backup.demo.enrolled'));
  };
  return (
    <Button look="quiet" onPress={() => void enrol()}>
      {t('backup.demo.enrol')}
    </Button>
  );
}
