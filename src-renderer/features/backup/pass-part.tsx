import { useState } from 'react';
import type { BackupItem } from '../../../src-shared/plans/backup-plan-types.ts';
import { Button } from '../../components/button.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { entraServiceId } from './entra.ts';
import { PassDialog } from './pass-dialog.tsx';

/** Renders the button that records a Temporary Access Pass where the service knows such a thing. */
export function PassPart({ item }: { readonly item: BackupItem }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (item.service.serviceId !== entraServiceId) return null;
  return (
    <div>
      <Button onPress={() => setOpen(true)}>{t('backup.pass.offer')}</Button>
      {open ? <PassDialog account={item.account} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
