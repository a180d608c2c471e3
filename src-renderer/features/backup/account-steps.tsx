import { type RefObject, useState } from 'react';
import type { BackupItem, BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { AccountCell } from '../../components/account-cell.tsx';
import { openPage } from '../../components/open-page.ts';
import { Button } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { announce } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { serviceName, verdictTextOf } from '../coverage/coverage-text.ts';
import styles from './backup-view.module.css';
import { accountName, leaderName, pairNames } from '../../../src-shared/i18n/backup-message.ts';
import { DemoEnrol } from './demo-enrol.tsx';
import { EndpointsPart } from './endpoints-part.tsx';
import { NeedsPart } from './needs-part.tsx';
import { PassPart } from './pass-part.tsx';
import { SkipDialog } from './skip-dialog.tsx';

/** Renders what to do for one account, and does it: open its page, record it by hand, skip it. */
export function AccountSteps({
  item,
  plan,
  sessionId,
  headingRef,
  onDone,
}: {
  readonly item: BackupItem;
  readonly plan: BackupPlan;
  readonly sessionId: string;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly onDone: () => void;
}) {
  const { t, locale } = useTranslation();
  const [skipping, setSkipping] = useState(false);
  const { accountId } = item.account;
  const service = serviceName(item.service, locale);
  const pair = pairNames(plan);
  const isOpen = item.left !== null && item.left !== 'skipped';
  const canAdd = isOpen && item.way === 'add';
  const tell = async () => {
    if ((await run(api().backup.tell({ sessionId, accountId }))) === undefined) return;
    // Not a notice: the row shows it, and a notice would lie over the buttons of the next account.
    announce(t('backup.tell.done', { spare: pair.spare, service }));
    onDone();
  };
  return (
    <aside className={styles['pane']} aria-label={t('backup.detail')}>
      <h2 ref={headingRef} tabIndex={-1}>
        <AccountCell service={service} user={accountName(item)} large />
      </h2>
      <StateSentence item={item} plan={plan} />
      {item.left === null ? null : (
        <p className={styles['quiet']}>{t('backup.detail.now', { verdict: verdictTextOf(t, item.account) })}</p>
      )}
      {item.doubts.length === 0 || item.left === null ? null : (
        <Message tone="notice">
          {item.doubts.map((doubt) => (
            <p key={doubt}>{t(`backup.doubt.${doubt}`)}</p>
          ))}
        </Message>
      )}
      {canAdd ? (
        <>
          <NeedsPart item={item} />
          {item.ssh ? <p>{t('backup.detail.ssh')}</p> : null}
          {item.pagePath === null ? null : (
            <p>
              <bdi>{t('backup.detail.path', { path: displayText(item.pagePath, 300) })}</bdi>
            </p>
          )}
          {item.pageHost === null && item.pagePath === null && !item.ssh ? <p>{t('backup.detail.no-page')}</p> : null}
          <p>{t(`backup.detail.confirm.${item.confirm}`)}</p>
        </>
      ) : null}
      <div className={styles['buttons']}>
        {canAdd && item.pageHost !== null ? (
          <Button
            look={item.confirm === 'by-hand' && item.state === 'opened' ? 'plain' : 'primary'}
            onPress={() => void openPage(t, api().backup.openPage({ sessionId, accountId }))}
          >
            {t('backup.open-page', { host: displayText(item.pageHost, 80) })}
          </Button>
        ) : null}
        {canAdd && item.canTell ? <Button onPress={() => void tell()}>{t('backup.tell')}</Button> : null}
        {isOpen && item.way !== 'follows' ? (
          <Button onPress={() => setSkipping(true)}>{t('backup.skip')}</Button>
        ) : null}
        {item.left === 'skipped' ? (
          <Button onPress={() => void run(api().backup.resume({ sessionId, accountId }))}>{t('backup.resume')}</Button>
        ) : null}
        {canAdd ? <DemoEnrol item={item} plan={plan} /> : null}
      </div>
      {canAdd ? <EndpointsPart item={item} sessionId={sessionId} /> : null}
      {isOpen ? <PassPart item={item} /> : null}
      {skipping ? (
        <SkipDialog
          title={`${service} · ${accountName(item)}`}
          sessionId={sessionId}
          accountId={accountId}
          onSkipped={onDone}
          onClose={() => setSkipping(false)}
        />
      ) : null}
    </aside>
  );
}

function StateSentence({ item, plan }: { readonly item: BackupItem; readonly plan: BackupPlan }) {
  const { t, locale, dateTime } = useTranslation();
  const service = serviceName(item.service, locale);
  const when = item.at === null ? '–' : dateTime(item.at);
  const ways = item.otherWaysIn
    .map((way) => displayText(way.name === '' ? t(`way.${way.kind}`) : way.name, 80))
    .join(t('list.separator'));
  switch (item.left) {
    case null:
      return (
        <Message tone="done">
          <p>{t(item.state === 'told' ? 'backup.detail.told' : 'backup.detail.ticked', { when })}</p>
        </Message>
      );
    case 'skipped':
      return (
        <Message tone="notice">
          <p>{t('backup.detail.skipped', { when })}</p>
          {item.reason === null ? null : (
            <p>
              <bdi>{t('backup.detail.reason', { reason: displayText(item.reason, 500) })}</bdi>
            </p>
          )}
        </Message>
      );
    case 'one-key-service':
    case 'full':
      return (
        <Message tone="notice">
          <p>
            {item.left === 'full'
              ? t('backup.detail.full', { service, max: item.maxKeys ?? 0 })
              : t('backup.detail.one-key', { service, primary: pairNames(plan).primary })}
          </p>
          <p>{ways === '' ? t('backup.detail.no-other-way') : t('backup.detail.other-ways', { ways })}</p>
        </Message>
      );
    case 'follows':
      return (
        <Message tone="notice">
          <p>{t('backup.detail.follows', { service: leaderName(item, plan, locale) })}</p>
        </Message>
      );
    case 'does-not-fit':
      return (
        <Message tone="warning">
          <p>{t('backup.detail.does-not-fit', { remaining: plan.spare.remaining ?? 0 })}</p>
        </Message>
      );
    case 'vanished':
      return (
        <Message tone="critical">
          <p>{t('backup.detail.vanished')}</p>
        </Message>
      );
    case 'not-seen':
      return (
        <Message tone="notice">
          <p>{t('backup.detail.opened', { when })}</p>
        </Message>
      );
    case 'not-done':
      return null;
  }
}
