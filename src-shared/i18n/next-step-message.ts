import type { NextStep } from '../plans/next-step.ts';
import { displayText } from '../lib/display-text.ts';
import type { Translate } from './translator.ts';

/** More names make no sentence: the others are counted. */
const mostNamed = 2;

interface StepNames {
  /** Returns the label of a key. */
  readonly labelOf: (keyId: string) => string;
  /** Returns the name of an account within a sentence. */
  readonly nameOf: (accountId: string) => string;
}

/** Formats the one next step in one sentence: what to do, and what is then safe. */
export function nextStepMessage(t: Translate, step: NextStep, { labelOf, nameOf }: StepNames): string {
  const key = displayText(labelOf(step.keyId), 80);
  if (step.kind === 'read') return t('coverage.next.read', { key });
  const { accountIds, safeAccountIds, critical } = step;
  const names = accountIds.slice(0, mostNamed).map((id) => displayText(nameOf(id), 60));
  const accounts = names.join(t('coverage.next.and'));
  return t('coverage.next.add', {
    key,
    accounts,
    more: accountIds.length - names.length,
    safe: safeAccountIds.length,
    critical,
  });
}
