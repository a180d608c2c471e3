import { useCallback, useMemo, useState } from 'react';
import { cellOf, isRecorded } from '../../../src-shared/coverage/cell-of.ts';
import type { CoverageAccount } from '../../../src-shared/coverage/coverage-account.ts';
import type { CoverageKey } from '../../../src-shared/coverage/coverage-key.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { AccountCell } from '../../components/account-cell.tsx';
import { copyText } from '../../components/copy-text.ts';
import { ContextMenuArea, type MenuEntry } from '../../components/context-menu.tsx';
import { positionOfTarget } from '../../components/use-grid-focus.ts';
import { CellMark } from '../../components/cell-mark.tsx';
import { Icon } from '../../components/icon.tsx';
import { KeyPicture } from '../../components/key-picture.tsx';
import { keyShape } from '../../components/key-shape.ts';
import type { MatrixColumn } from '../../components/matrix-column.ts';
import type { MatrixRowData } from '../../components/matrix-row.tsx';
import { PhrasedName } from '../../components/phrased-name.tsx';
import { MatrixTable } from '../../components/matrix-table.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useKeyColours } from '../../components/use-key-colour.ts';
import { useTranslation } from '../../use-translation.tsx';
import { accountText, shortName } from '../coverage/coverage-text.ts';
import { type AccountsByGroup, type GroupedAccount, type LossGroup, lossGroups } from './loss-groups.ts';
import { choose, type LossMode } from './loss-store.ts';
import { afterIcon, afterText, type LossNames } from './loss-text.ts';
import styles from './loss-table.module.css';

type Line =
  | { readonly kind: 'group'; readonly group: LossGroup }
  | { readonly kind: 'account'; readonly group: LossGroup; readonly grouped: GroupedAccount };

const tones = { closed: 'critical', unknown: 'unknown', back: 'warning', less: 'done', untouched: 'done' } as const;
/** Beyond this only keys with something to say have a column. */
const mostColumns = 12;

/** Renders the accounts in groups by what becomes of them: what closes first, what is not touched folded at the end. */
export function LossTable({
  mode,
  snapshot,
  report,
  groups,
  lostKeyIds,
  isAsked,
  names,
  shown,
  selectedId,
  onOpen,
}: {
  readonly mode: LossMode;
  readonly snapshot: InventorySnapshot;
  readonly report: CoverageReport;
  readonly groups: AccountsByGroup;
  readonly lostKeyIds: readonly string[];
  /** Whether anything is assumed lost; else the accounts stand there as they are. */
  readonly isAsked: boolean;
  readonly names: LossNames;
  /** Groups that are shown alone; empty: all. */
  readonly shown: ReadonlySet<LossGroup>;
  readonly selectedId: string | null;
  readonly onOpen: (accountId: string) => void;
}) {
  const { t, locale } = useTranslation();
  const colourOf = useKeyColours();
  const [unfolded, setUnfolded] = useState(false);
  const lost = useMemo(() => new Set(lostKeyIds), [lostKeyIds]);
  const lines = useMemo(
    () =>
      lossGroups.flatMap((group): Line[] => {
        if (groups[group].length === 0 || (shown.size > 0 && !shown.has(group))) return [];
        const accounts = groups[group].map((grouped): Line => ({ kind: 'account', group, grouped }));
        if (!isAsked) return accounts;
        const isOpen = group !== 'untouched' || unfolded || shown.has(group);
        return [{ kind: 'group', group }, ...(isOpen ? accounts : [])];
      }),
    [groups, shown, unfolded, isAsked],
  );
  const columns = useMemo(() => {
    const sides: readonly CoverageKey[] = [
      ...report.keys.filter(({ keyId }) => lost.has(keyId)),
      ...report.keys.filter(({ keyId }) => !lost.has(keyId)),
    ];
    const touched = lossGroups.filter((group) => group !== 'untouched').flatMap((group) => groups[group]);
    const opens = (keyId: string): boolean => touched.some(({ account }) => hasRecord(account, keyId));
    const kept = sides.length <= mostColumns ? sides : sides.filter(({ keyId }) => lost.has(keyId) || opens(keyId));
    return kept.map(({ keyId, outOfUse }): MatrixColumn => {
      const record = snapshot.keys.find(({ id }) => id === keyId);
      const gone = lost.has(keyId) || outOfUse;
      const name = names.keyOf(keyId)?.name ?? keyId;
      return {
        id: keyId,
        width: locale === 'ja' ? 78 : 76,
        headLabel: outOfUse ? null : t('window.coverage.what-if-button', { key: name }),
        pressed: lost.has(keyId),
        look: gone ? 'lost' : 'plain',
        head: (
          <>
            <KeyPicture
              shape={keyShape({ formFactor: record?.formFactor ?? null, product: record?.product ?? null })}
              colour={gone ? 'none' : colourOf(keyId)}
              width={44}
            />
            {gone ? (
              <s className={styles['key']} data-gone="true" title={name}>
                <PhrasedName name={name} />
              </s>
            ) : (
              <span className={styles['key']} title={name}>
                <PhrasedName name={name} />
              </span>
            )}
          </>
        ),
      };
    });
  }, [report.keys, snapshot.keys, groups, lost, names, locale, colourOf, t]);
  const cellFor = useCallback(
    (keyId: string, one: CoverageAccount) => {
      const cell = cellOf(report, one, keyId);
      const key = names.keyOf(keyId);
      const gone = (lost.has(keyId) || key?.record.outOfUse === true) && isRecorded(cell);
      const kind = gone
        ? 'lost'
        : cell.evidence === 'read'
          ? 'read'
          : cell.evidence === 'told'
            ? 'manual'
            : cell.strength === 'perhaps'
              ? 'unknown'
              : 'absent';
      return {
        mark: <CellMark kind={kind} old={cell.stale && !gone} />,
        label: t('what-if.cell', { key: key?.name ?? keyId, what: t(`what-if.cell.${kind}`) }),
      };
    },
    [report, lost, names, t],
  );
  const rowIdAt = useCallback((index: number) => lineId(lineOf(lines, index)), [lines]);
  const rowHeight = useCallback((index: number) => (lines[index]?.kind === 'group' ? 28 : 36), [lines]);
  const rowAt = useCallback(
    (index: number): MatrixRowData => {
      const line = lineOf(lines, index);
      if (line.kind === 'group') {
        const { group } = line;
        const text = t(`what-if.heading.${group}`, { count: groups[group].length });
        return {
          kind: 'group',
          tone: group === 'closed' ? 'critical' : 'plain',
          content:
            group === 'untouched' && shown.size === 0 ? (
              <button
                type="button"
                aria-expanded={unfolded}
                className={styles['fold']}
                onClick={() => setUnfolded(!unfolded)}
              >
                <Icon name={unfolded ? 'down' : 'right'} size={12} />
                {text}
              </button>
            ) : (
              <>
                <ToneIcon tone={tones[group]} size={12} />
                {text}
              </>
            ),
        };
      }
      const { group, grouped } = line;
      const { service, account } = grouped;
      const name = shortName(service, locale);
      const user = accountText(t, account);
      const text = isAsked ? afterText(names, grouped) : '';
      const icon = afterIcon(grouped);
      return {
        kind: 'row',
        label: isAsked ? t('what-if.row', { service: name, user, text }) : t('loss.title', { service: name, user }),
        start: <AccountCell service={name} user={user} />,
        cell: (keyId) => cellFor(keyId, account),
        ends: [
          {
            content:
              icon === null ? null : (
                <span className={styles['icon']} data-group={group}>
                  <Icon name={icon} size={15} />
                </span>
              ),
            label: '',
          },
          {
            content: !isAsked ? null : (
              <>
                <ToneIcon tone={tones[group]} size={13} />
                <span className={styles['text']} data-group={group} title={text}>
                  {text}
                </span>
              </>
            ),
            label: text,
          },
        ],
      };
    },
    [lines, groups, shown, unfolded, isAsked, cellFor, names, locale, t],
  );
  const entriesAt = (target: Element): readonly MenuEntry[] | null => {
    const at = positionOfTarget(target);
    const line = at === null ? undefined : lines[at.row];
    const key = at === null ? undefined : columns[at.column - 1];
    const grouped = line?.kind === 'account' ? line.grouped : null;
    return [
      ...(grouped === null
        ? []
        : [
            { id: 'open', text: t('context.details'), onPress: () => onOpen(grouped.account.accountId) },
            {
              id: 'copy',
              text: t('context.copy-account'),
              onPress: () => void copyText(t, accountText(t, grouped.account)),
            },
          ]),
      ...(key === undefined || key.headLabel === null
        ? []
        : [{ id: 'lose', text: key.headLabel, onPress: () => toggle(key.id) }]),
    ];
  };
  return (
    <ContextMenuArea label={t('what-if.table')} entriesAt={entriesAt} className={styles['area']}>
      <MatrixTable
        label={t('what-if.table')}
        start={{ id: 'account', width: 224, head: t('what-if.column.account') }}
        columns={columns}
        ends={[
          { id: 'way', width: 36, head: <span className="spoken">{t('what-if.column.way')}</span> },
          {
            id: 'after',
            width: 150,
            head: <span className={isAsked ? undefined : 'spoken'}>{t('what-if.column.after')}</span>,
          },
        ]}
        rowCount={lines.length}
        rowIdAt={rowIdAt}
        rowAt={rowAt}
        rowHeight={rowHeight}
        headHeight={64}
        selectedRowId={selectedId}
        onOpen={onOpen}
        onHead={(keyId) => toggle(keyId)}
        onLetter={(letter, _rowId, keyId) => letter.toLowerCase() === 'l' && toggle(keyId)}
      />
    </ContextMenuArea>
  );

  function toggle(keyId: string): boolean {
    const key = report.keys.find((one) => one.keyId === keyId);
    if (key === undefined || key.outOfUse) return false;
    choose(mode, { kind: 'key', id: keyId }, !lost.has(keyId));
    return true;
  }
}

function lineOf(lines: readonly Line[], index: number): Line {
  const line = lines[index];
  if (line === undefined) throw new RangeError(`there is no line ${String(index)}`);
  return line;
}

function lineId(line: Line): string {
  return line.kind === 'group' ? `group ${line.group}` : line.grouped.account.accountId;
}

function hasRecord({ cells }: CoverageAccount, keyId: string): boolean {
  return cells.some((cell) => cell.keyId === keyId && isRecorded(cell));
}
