import type { Capability } from '../../../src-shared/domain/capability.ts';
import { personalDataNotice } from '../../../src-shared/key-facts/passkey-facts.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { openPage } from '../../components/open-page.ts';
import { AccountCell } from '../../components/account-cell.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Keycap } from '../../components/keycap.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { Panel, PanelSection } from '../../components/panel.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { api } from '../../api.ts';
import { useTranslation } from '../../use-translation.tsx';
import { showInCoverage } from '../coverage/coverage-view-store.ts';
import { useCoverage } from '../coverage/use-coverage.ts';
import { AddToSpare } from './add-to-spare.tsx';
import { OtherKeyPicture } from './also-opens.tsx';
import styles from './passkey-panel.module.css';
import type { PasskeyRow } from './passkey-rows.ts';
import { PasskeyTechnical } from './passkey-technical.tsx';
import type { KeyAccount } from './use-key-accounts.ts';

/** Renders one passkey beside the list: what can be done to it first, what else opens its account, its bytes last. */
export function PasskeyPanel({
  row,
  keyId,
  service,
  domain,
  found,
  isPlugged,
  extensions,
  canDelete,
  rename,
  onDelete,
  onRename,
  onClose,
}: {
  readonly row: PasskeyRow;
  /** Id of the key that it is on; null where the key has no record yet. */
  readonly keyId: string | null;
  readonly service: string;
  readonly domain: string;
  readonly found: KeyAccount | undefined;
  readonly isPlugged: boolean;
  /** Extensions of the key; null where it is not there to tell. */
  readonly extensions: readonly string[] | null;
  readonly canDelete: boolean;
  /** Null where the passkey is only remembered. */
  readonly rename: Capability | null;
  readonly onDelete: () => void;
  readonly onRename: () => void;
  readonly onClose: () => void;
}) {
  const { t, day, recent } = useTranslation();
  const report = useCoverage();
  const names = [row.userName, row.userDisplayName === row.userName ? null : row.userDisplayName];
  const user = names.filter((name) => name !== null && name !== '').map((name) => displayText(name ?? '', 80));
  const protection = ([1, 2, 3] as const).find((level) => level === row.credProtect);
  const personal = personalDataNotice(t, row.userId);
  const canOpen = found?.service.inCatalogue === true && row.rpId !== null;
  const serviceId = found?.service.serviceId ?? '';
  return (
    <Panel
      title={<AccountCell service={service} user={user.join(t('coverage.fact.separator'))} large />}
      onClose={onClose}
      footer={
        <>
          {canOpen ? (
            <span title={t('window.passkey.open', { service: domain === '' ? service : domain })}>
              <Button look="quiet" onPress={() => void openPage(t, api().app.openServicePage({ serviceId }))}>
                <Icon name="outside" size={14} />
                {t('window.passkey.open', { service: domain === '' ? service : domain })}
              </Button>
            </span>
          ) : null}
          <Button look="quiet" onPress={() => showInCoverage(service, row.userName)}>
            <Icon name="coverage" size={14} /> {t('window.passkey.in-coverage')}
          </Button>
        </>
      }
    >
      <PanelSection>
        {row.source === 'memory' ? (
          <p className={styles['quiet']}>
            {t(isPlugged ? 'window.passkey.unlock-to-change' : 'window.passkey.plug-in-to-change')}
          </p>
        ) : (
          <div className={styles['actions']}>
            {rename?.answer === 'yes' ? <Button onPress={onRename}>{t('window.passkey.rename')}</Button> : null}
            {canDelete ? (
              <Button look="destructive" onPress={onDelete}>
                {t('window.passkey.delete')}
              </Button>
            ) : null}
            <span className={styles['keycaps']}>
              {rename?.answer === 'yes' ? <Keycap keys="F2" /> : null} {canDelete ? <Keycap keys="Del" /> : null}
            </span>
            {rename?.reason == null ? null : <p className={styles['quiet']}>{t(`reason.${rename.reason}`)}</p>}
          </div>
        )}
        {personal === null ? null : <Message tone="notice">{personal}</Message>}
        {row.notes.length === 0 ? null : (
          <Message tone="warning">
            <ul>
              {row.notes.map((note) => (
                <li key={note}>{t(`window.note.${note}`)}</li>
              ))}
            </ul>
          </Message>
        )}
      </PanelSection>
      {found === undefined ? null : (
        <PanelSection title={t('window.passkey.also')}>
          <OtherWays found={found} />
          {report === null || keyId === null ? null : <AddToSpare found={found} keyId={keyId} report={report} />}
        </PanelSection>
      )}
      <PanelSection title={t('window.passkey.facts')}>
        <dl className={styles['facts']}>
          <dt>{t('window.passkey.since')}</dt>
          <dd>{row.firstSeen === null ? '–' : day(row.firstSeen)}</dd>
          <dt>{t('window.passkey.last-seen')}</dt>
          <dd>{row.asOf === null ? '–' : recent(row.asOf)}</dd>
          <dt>{t('window.passkey.sign-in')}</dt>
          <dd>{t(protection === undefined ? 'facts.not-told' : `window.passkey.protection.${protection}`)}</dd>
        </dl>
      </PanelSection>
      <PasskeyTechnical row={row} extensions={extensions} />
    </Panel>
  );
}

function OtherWays({ found: { otherKeys, otherWays, onlyHere } }: { readonly found: KeyAccount }) {
  const { t, day } = useTranslation();
  return (
    <ul className={styles['ways']}>
      {onlyHere ? (
        <li>
          <ToneIcon tone="critical" size={13} /> <b>{t('window.passkey.only-here')}</b>
        </li>
      ) : null}
      {otherKeys.map(({ keyId, label }) => (
        <li key={keyId}>
          <OtherKeyPicture keyId={keyId} /> <OutsideText text={label} maximum={80} />
        </li>
      ))}
      {otherWays.map((way) => (
        <li key={way.id}>
          <Icon name={way.icon} size={14} /> <bdi>{way.text}</bdi>
          <span className={styles['end']}>{t('window.passkey.by-hand', { day: day(way.asOf) })}</span>
        </li>
      ))}
      {otherKeys.length > 0 ? null : (
        <li className={styles['quiet']}>
          <span aria-hidden="true">–</span> {t('window.passkey.no-other-key')}
        </li>
      )}
    </ul>
  );
}
