import { useState } from 'react';
import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import { api } from '../../../api.ts';
import { openPage } from '../../../components/open-page.ts';
import { Button } from '../../../components/button.tsx';
import { hostOf } from '../../../components/host-of.ts';
import { Icon } from '../../../components/icon.tsx';
import { MenuButton } from '../../../components/menu-button.tsx';
import { useApp } from '../../../stores/app-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { CorrectionDialog } from '../../catalogue/correction-dialog.tsx';
import { askWhatIf } from '../../loss/loss-store.ts';
import { ManualRecordDialog } from '../../records/manual-record-dialog.tsx';
import { OtherWayDialog } from '../../records/other-way-dialog.tsx';
import styles from './account-panel.module.css';

/** Renders what can be recorded about an account, the page of its service, and what is seldom needed in a menu. */
export function PanelFoot({ entry, report }: { readonly entry: AccountEntry; readonly report: CoverageReport }) {
  const { t } = useTranslation();
  const { service, account } = entry;
  const listed = useApp((state) => state.services.find(({ id }) => id === service.serviceId));
  const [form, setForm] = useState<'none' | 'manual' | 'other-way' | 'correction'>('none');
  const close = () => setForm('none');
  const page = service.addKeyUrl ?? '';
  const items = [
    ...(report.keys.length === 0 ? [] : [{ id: 'manual' as const, label: t('window.account.record-key') }]),
    { id: 'taken-over' as const, label: t('context.taken-over') },
    ...(listed === undefined && !isWebsite(account.rpId)
      ? []
      : [{ id: 'correction' as const, label: t(listed === undefined ? 'correction.add' : 'correction.open') }]),
  ];
  return (
    <>
      <Button look="quiet" onPress={() => setForm('other-way')}>
        <Icon name="add" size={14} />
        {t('window.account.add-other-way')}
      </Button>
      {page === '' ? null : (
        <span title={t('window.account.open-page', { host: hostOf(page) })}>
          <Button
            look="quiet"
            onPress={() => void openPage(t, api().app.openServicePage({ serviceId: service.serviceId }))}
          >
            <Icon name="outside" size={14} />
            {t('coverage.panel.service')}
          </Button>
        </span>
      )}
      <span className={styles['end']}>
        <MenuButton
          label={t('coverage.panel.more')}
          items={items}
          placement="top end"
          onAction={(id) => {
            if (id === 'taken-over') askWhatIf({ kind: 'account', id: account.accountId });
            else setForm(id);
          }}
        />
      </span>
      {form === 'manual' ? <ManualRecordDialog keyId={null} account={entry} onClose={close} /> : null}
      {form === 'other-way' ? <OtherWayDialog account={entry} onClose={close} /> : null}
      {form === 'correction' ? (
        <CorrectionDialog
          serviceId={listed?.id ?? null}
          suggested={{ name: service.name, rpId: account.rpId ?? '' }}
          onClose={close}
        />
      ) : null}
    </>
  );
}

// SSH keys and RP IDs of which only the hash is known are no websites that a catalogue could list.
function isWebsite(rpId: string | null): boolean {
  return rpId !== null && !rpId.startsWith('ssh:') && rpId.includes('.');
}
