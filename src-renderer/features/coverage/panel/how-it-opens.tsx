import { type AccountEntry, entriesOf } from '../../../../src-shared/coverage/account-entry.ts';
import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageCell } from '../../../../src-shared/coverage/coverage-cell.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import { AccountCell } from '../../../components/account-cell.tsx';
import { CellMark } from '../../../components/cell-mark.tsx';
import { Icon } from '../../../components/icon.tsx';
import { KeyPicture } from '../../../components/key-picture.tsx';
import { keyShape } from '../../../components/key-shape.ts';
import { PanelSection } from '../../../components/panel.tsx';
import { useKeyColours } from '../../../components/use-key-colour.ts';
import { useInventory } from '../../../stores/inventory-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { accountText, serviceTitle } from '../coverage-text.ts';
import { otherWayTexts } from '../table/other-ways.tsx';
import styles from './account-panel.module.css';

interface OpensProps {
  readonly entry: AccountEntry;
  readonly report: CoverageReport;
  readonly labelOf: (keyId: string) => string;
  readonly nameOf: (accountId: string) => string;
}

/** Renders the keys that open an account, or the chain of accounts to the key that it hangs on, with source and date of each link. */
export function HowItOpens(props: OpensProps) {
  const { t } = useTranslation();
  const { account } = props.entry;
  const [chain] = account.chains;
  const cells = account.cells.filter(isRecorded);
  if (chain !== undefined && cells.length === 0) {
    return (
      <PanelSection title={t('coverage.panel.opens')}>
        <ChainTo {...props} accountIds={chain.accountIds} />
      </PanelSection>
    );
  }
  if (cells.length === 0) return null;
  return (
    <PanelSection title={t('coverage.panel.opens')}>
      <ul aria-label={t('coverage.panel.opens')}>
        {cells.map((cell) => (
          <KeyLine key={cell.keyId} {...props} cell={cell} />
        ))}
      </ul>
    </PanelSection>
  );
}

function KeyLine({ entry, report, labelOf, cell }: OpensProps & { readonly cell: CoverageCell }) {
  const lost = report.keys.some(({ keyId, lost: isLost }) => keyId === cell.keyId && isLost);
  const sole = riskOf(entry.account) === 'one-key' && entry.account.onlyKeyId === cell.keyId;
  return (
    <li className={styles['line']}>
      <CellMark
        kind={lost ? 'lost' : cell.evidence === 'told' ? 'manual' : 'read'}
        sole={sole}
        old={cell.stale}
        small
      />
      <bdi className={styles['name']}>{labelOf(cell.keyId)}</bdi>
      <Source cell={cell} />
    </li>
  );
}

/** Renders how a link is known, and since when. */
function Source({ cell: { evidence, asOf } }: { readonly cell: Pick<CoverageCell, 'evidence' | 'asOf'> }) {
  const { t, ago, dateTime } = useTranslation();
  if (asOf === null) return null;
  return (
    <span className={styles['when']} title={dateTime(asOf)}>
      {t(evidence === 'told' ? 'coverage.panel.by-hand' : 'coverage.panel.read', { ago: ago(asOf) })}
    </span>
  );
}

function ChainTo({
  entry,
  report,
  labelOf,
  nameOf,
  accountIds,
}: OpensProps & { readonly accountIds: readonly string[] }) {
  const { t, locale } = useTranslation();
  const colourOf = useKeyColours();
  const records = useInventory((state) => state.snapshot?.keys);
  const entries = new Map(entriesOf(report).map((one) => [one.account.accountId, one]));
  const path = [entry, ...accountIds.flatMap((id) => entries.get(id) ?? [])];
  const last = path.at(-1) ?? entry;
  const keyId = entry.account.onlyKeyId ?? last.account.onlyKeyId;
  const cell = last.account.cells.find((one) => one.keyId === keyId);
  const record = records?.find(({ id }) => id === keyId);
  const shape = keyShape({ formFactor: record?.formFactor ?? null, product: record?.product ?? record?.model ?? null });
  return (
    <ol className={styles['chain']} aria-label={t('coverage.panel.opens')}>
      {path.map((one, index) => {
        const [way] = one.account.chains.flatMap(({ wayIds }) => wayIds);
        const recorded = one.account.otherWaysIn.find(({ id }) => id === way);
        const words = otherWayTexts(t, one.account, nameOf).find(({ critical }) => critical);
        return (
          <li key={one.account.accountId}>
            <AccountCell service={serviceTitle(one, locale)} user={accountText(t, one.account)} />
            {index === path.length - 1 ? null : (
              <p className={styles['step']} data-critical="true">
                <Icon name={words?.icon ?? 'chain'} size={14} />
                <bdi className={styles['name']}>{words?.text}</bdi>
                {recorded === undefined ? null : <Source cell={{ evidence: 'told', asOf: recorded.asOf }} />}
              </p>
            )}
          </li>
        );
      })}
      {keyId === null ? null : (
        <li>
          <p className={styles['step']} data-critical="true">
            <CellMark kind={cell?.evidence === 'told' ? 'manual' : 'read'} sole small />
            <span className={styles['name']}>{t('coverage.panel.only-on')}</span>
            {cell === undefined ? null : <Source cell={cell} />}
          </p>
          <p className={styles['key']}>
            <KeyPicture shape={shape} colour={colourOf(keyId)} width={32} />
            <bdi>{labelOf(keyId)}</bdi>
          </p>
        </li>
      )}
    </ol>
  );
}
