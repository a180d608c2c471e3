import { useState } from 'react';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { KeyColour } from '../../../src-shared/lib/key-colour.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { ActionChip, LossChip } from '../../components/chip.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { KeyPicture } from '../../components/key-picture.tsx';
import { keyShape } from '../../components/key-shape.ts';
import { useKeyColours } from '../../components/use-key-colour.ts';
import { useTranslation } from '../../use-translation.tsx';
import { askForbidden } from '../forbid/forbid-store.ts';
import { type AssumedThings, choiceState } from './assumed-loss.ts';
import { ChoiceDialog } from './choice-dialog.tsx';
import { type ChoiceRow, shownRows } from './choice-rows.ts';
import { choose, type LossChoice, type LossMode } from './loss-store.ts';
import styles from './loss-chips.module.css';

/** Renders what can be assumed lost as chips, by kind: press one to lose it, again to have it back. */
export function LossChips({
  mode,
  snapshot,
  report,
  rows,
  chosen,
  lost,
}: {
  readonly mode: LossMode;
  readonly snapshot: InventorySnapshot;
  readonly report: CoverageReport;
  readonly rows: readonly ChoiceRow[];
  readonly chosen: readonly LossChoice[];
  readonly lost: AssumedThings;
}) {
  const { t } = useTranslation();
  const colourOf = useKeyColours();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={styles['chips']}>
      {shownRows(rows, chosen).map(({ kind, rows: own }) => (
        <div key={kind} role="group" aria-labelledby={`chips-${kind}`} className={styles['kind']}>
          <span id={`chips-${kind}`} className={styles['label']}>
            {t(`what-if.kind.${kind}`)}
          </span>
          {own.map(({ choice, name }) => (
            <LossChip
              key={choice.id}
              before={
                <Before
                  choice={choice}
                  snapshot={snapshot}
                  colour={choiceState(choice, chosen, lost) === 'kept' ? colourOf(choice.id) : 'none'}
                />
              }
              state={choiceState(choice, chosen, lost)}
              onChange={(on) => choose(mode, choice, on)}
            >
              {displayText(name, 40)}
            </LossChip>
          ))}
        </div>
      ))}
      <ActionChip before={<Icon name="add" size={14} />} onPress={() => setIsOpen(true)}>
        {t('what-if.other')}
      </ActionChip>
      {mode === 'what-if' ? (
        <ActionChip before={<Icon name="keys" size={14} />} onPress={() => askForbidden(null)}>
          {t('forbid.ask')}
        </ActionChip>
      ) : null}
      {isOpen ? (
        <ChoiceDialog
          mode={mode}
          snapshot={snapshot}
          report={report}
          chosen={chosen}
          lost={lost}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </div>
  );
}

function Before({
  choice: { kind, id },
  snapshot,
  colour,
}: {
  readonly choice: LossChoice;
  readonly snapshot: InventorySnapshot;
  /** That of a key. */
  readonly colour: KeyColour;
}) {
  if (kind === 'key') {
    const record = snapshot.keys.find((key) => key.id === id);
    const shape = keyShape({ formFactor: record?.formFactor ?? null, product: record?.product ?? null });
    return <KeyPicture shape={shape} colour={colour} width={24} />;
  }
  return <Icon name={kind === 'device' ? deviceIcon(snapshot, id) : icons[kind]} size={14} />;
}

const icons = { ring: 'bag', place: 'place', account: 'person', way: 'codes' } as const satisfies Record<
  string,
  IconName
>;

function deviceIcon(snapshot: InventorySnapshot, id: string): IconName {
  return snapshot.devices.find((device) => device.id === id)?.kind === 'computer' ? 'computer' : 'phone';
}
