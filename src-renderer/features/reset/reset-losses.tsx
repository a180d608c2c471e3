import type { ResetPreview } from '../../../src-shared/ipc/reset-contract.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { FactList } from '../../components/fact-list.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import type { Tone } from '../../components/tone.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './reset-page.module.css';

type Account = NonNullable<ResetPreview['accounts']>[number];

const tones: Readonly<Record<Account['lossImpact'], Tone>> = {
  'locked-out': 'critical',
  perhaps: 'unknown',
  helpdesk: 'warning',
  open: 'done',
};

/** Renders everything that a reset takes away: each account with what opens it afterwards, worst first, and the settings. */
export function ResetLosses({ preview }: { readonly preview: ResetPreview }) {
  const { t } = useTranslation();
  const { passkeys, settings, accounts } = preview;
  return (
    <section className={styles['losses']} aria-labelledby="reset-losses">
      <h2 id="reset-losses">{t('key-reset.what-goes')}</h2>
      <p className={styles['quiet']}>{t('key-reset.what-goes.detail', { passkeys: passkeys ?? -1 })}</p>
      {accounts === null || accounts.length === 0 ? (
        <Message tone="warning">
          <p>{t(accounts === null ? 'key-reset.not-remembered' : 'key-reset.no-accounts')}</p>
        </Message>
      ) : (
        <table className={styles['accounts']}>
          <thead>
            <tr>
              <th scope="col">{t('key-reset.account')}</th>
              <th scope="col">{t('key-reset.afterwards')}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr key={account.accountId}>
                <th scope="row">
                  <OutsideText text={account.name} maximum={80} />
                </th>
                <td>
                  <ToneIcon tone={tones[account.lossImpact]} size={13} /> <Afterwards account={account} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <FactList
        facts={[
          [t('key-reset.goes-back'), settings.map((name) => t(`setting.${name}`)).join(t('list.separator'))],
          [t('key-reset.stays'), t('key-reset.stays.what')],
        ]}
      />
    </section>
  );
}

function Afterwards({ account: { lossImpact, opensWith } }: { readonly account: Account }) {
  const { t } = useTranslation();
  const names = opensWith.map((name) => displayText(name, 60)).join(t('list.separator'));
  if (lossImpact === 'locked-out') return <b>{t('key-reset.fate.locked-out')}</b>;
  return lossImpact === 'open' && names !== '' ? names : t(`key-reset.fate.${lossImpact}`);
}
