import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import type { DistinctLabel } from '../../../components/distinct-labels.ts';
import type { MatrixColumn } from '../../../components/matrix-column.ts';
import { useKeyColours } from '../../../components/use-key-colour.ts';
import { useInventory } from '../../../stores/inventory-store.ts';
import { useKeys } from '../../../stores/keys-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { keyLineText } from '../../keys/key-text.ts';
import { UnreadKeyHead } from '../unread-key-head.tsx';
import { handleOfUnread } from '../unread-keys.ts';
import { KeyHead } from './key-head.tsx';
import type { TableLayout } from './table-layout.ts';

export interface KeyColumnsInput {
  readonly report: CoverageReport;
  /** The keys that have a column, in order. */
  readonly keys: readonly CoverageKey[];
  readonly labels: ReadonlyMap<string, DistinctLabel>;
  /** Keys that are lost or assumed lost: their heads and cells are struck. */
  readonly lost: ReadonlySet<string>;
  readonly suggestedKeyId: string | null;
}

/** Creates the columns of the keys, and after them those of keys that are plugged in and were never read. */
export function useKeyColumns(input: KeyColumnsInput, layout: TableLayout): readonly MatrixColumn[] {
  const { report, keys, labels, lost, suggestedKeyId } = input;
  const { t } = useTranslation();
  const colourOf = useKeyColours();
  const records = useInventory((state) => state.snapshot?.keys);
  const states = useKeys(
    useShallow(({ keys: plugged }) =>
      Object.fromEntries(plugged.map((key): [string, string] => [key.handle, keyLineText(t, key, null, plugged)])),
    ),
  );
  return useMemo(() => {
    const byId = new Map(records?.map((record) => [record.id, record]));
    const known = keys.flatMap((key): readonly MatrixColumn[] => {
      const { keyId } = key;
      const label = labels.get(keyId);
      if (label === undefined) return [];
      const head = (
        <KeyHead
          coverageKey={key}
          record={byId.get(keyId)}
          colour={colourOf(keyId)}
          label={label}
          struck={lost.has(keyId)}
          isJudged={report.unreadKeys.length === 0}
          look={layout.head}
        />
      );
      return [
        {
          id: keyId,
          width: layout.key,
          head,
          headLabel: t('window.coverage.what-if-button', { key: label.full }),
          look: lost.has(keyId) ? 'lost' : keyId === suggestedKeyId ? 'suggested' : 'plain',
        },
      ];
    });
    const unread = report.unreadKeys.map((key, index): MatrixColumn => {
      const state = states[handleOfUnread(key.keyId)];
      return {
        id: key.keyId,
        width: layout.unread,
        head: (
          <UnreadKeyHead
            label={displayText(key.label, 80)}
            state={state ?? ''}
            isPlugged={state !== undefined}
            isUpright={layout.head === 'upright'}
            isNext={index === 0}
          />
        ),
        headLabel: state === undefined ? null : '',
        look: 'unread',
      };
    });
    return [...known, ...unread];
  }, [report, keys, labels, lost, suggestedKeyId, layout, t, colourOf, records, states]);
}
