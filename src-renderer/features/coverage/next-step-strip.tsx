import { entriesOf } from '../../../src-shared/coverage/account-entry.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { isRecorded } from '../../../src-shared/coverage/cell-of.ts';
import type { NextStep } from '../../../src-shared/plans/next-step.ts';
import { nextStepMessage } from '../../../src-shared/i18n/next-step-message.ts';
import { Button } from '../../components/button.tsx';
import { NextStep as NextStepLine } from '../../components/view-head.tsx';
import { showKey } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import type { Addition } from './additions.ts';

type Additions = NextStep & { readonly kind: 'add' };

/** Renders the one next step: why, and the button that begins it. `small`: the button alone. */
export function NextStepStrip({
  step,
  report,
  labelOf,
  small,
  onAdd,
}: {
  readonly step: NextStep;
  readonly report: CoverageReport;
  readonly labelOf: (keyId: string) => string;
  readonly small: boolean;
  readonly onAdd: (addition: Addition) => void;
}) {
  const { t, locale } = useTranslation();
  const begin = () => {
    if (step.kind === 'read') showKey({ type: 'remembered', keyId: step.keyId }, 'passkeys');
    else onAdd(firstAddition(report, step));
  };
  const sentence = nextStepMessage(t, step, { labelOf, nameOf: accountNames(t, locale, report) });
  const count = step.kind === 'add' ? step.accountIds.length : 0;
  if (small) {
    const label = step.kind === 'add' ? t('coverage.next.short', { count }) : t('coverage.next');
    return (
      <Button look="primary" label={`${label}: ${sentence}`} onPress={begin}>
        {label}
      </Button>
    );
  }
  return (
    <NextStepLine
      label={t('coverage.next')}
      action={
        <Button look="primary" onPress={begin}>
          {step.kind === 'add' ? t('coverage.next.button', { count }) : t('coverage.next.read.button')}
        </Button>
      }
    >
      <bdi>{sentence}</bdi>
    </NextStepLine>
  );
}

/** Returns the addition to begin with: the first account, with the key that opens most accounts of the step. */
function firstAddition(report: CoverageReport, step: Additions): Addition {
  const wanted = new Set(step.accountIds);
  const inUse = new Set(report.keys.flatMap(({ keyId, outOfUse }) => (outOfUse ? [] : [keyId])));
  const opened = new Map<string, string[]>();
  for (const { account } of entriesOf(report)) {
    if (!wanted.has(account.accountId)) continue;
    for (const { keyId } of account.cells.filter((cell) => isRecorded(cell) && inUse.has(cell.keyId))) {
      opened.set(keyId, [...(opened.get(keyId) ?? []), account.accountId]);
    }
  }
  const [most] = [...opened].toSorted(([, left], [, right]) => right.length - left.length);
  const [primaryKeyId, accountIds] = most ?? ['', step.accountIds];
  return { keyId: step.keyId, primaryKeyId, accountId: accountIds[0] ?? '' };
}
