import { checkDecisionSchema } from '../../../src-shared/domain/check-schema.ts';
import type { CheckDecision } from '../../../src-shared/domain/check.ts';
import { invalid } from '../file/storage-failure.ts';
import type { ChangeContext } from './change-context.ts';
import { parsed } from './edit-input.ts';
import { editKey } from './edit-inventory.ts';

/**
 * Records what a person decided after a check; the verdict stays. A key that the inventory knows gets its owner (hand over) or is retired in
 * the same change. Throws `input-invalid`: `no-such-check`, `check-decision` (without a name; without a reason where the verdict asks for one).
 */
export function decideCheck(context: ChangeContext, checkId: string, input: CheckDecision): void {
  const check = context.data.get('check', checkId);
  if (check === null) throw invalid('no-such-check');
  const decision = parsed(checkDecisionSchema, input, 'check-decision');
  const isExpected = decision.action === 'retire' ? check.verdict === 'do-not-issue' : check.verdict === 'issue';
  if (!isExpected && decision.why === '') throw invalid('check-decision');
  context.data.put('check', { ...check, decision });
  const { keyId } = check.key;
  if (keyId === null || context.data.get('key', keyId) === null) return;
  if (decision.action === 'retire') editKey(context, keyId, { role: 'retired' });
  if (decision.action === 'hand-over') editKey(context, keyId, { owner: decision.to ?? '' });
}
