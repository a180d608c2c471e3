import type { Answer, AnswerEdit } from '../../../src-shared/coverage/answer-question.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { assignRpId } from '../../../src-shared/public-suffix/assign-rp-id.ts';
import { problemMessage } from '../../../src-shared/i18n/catalogue-message.ts';
import { loadServices } from '../../../catalogue/services.ts';
import { UsageError } from '../../program/command-failure.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { activityMessage } from '../../../src-shared/i18n/activity-message.ts';
import type { Inventory, InventoryOutcome } from '../../../src-main/inventory/inventory.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { servicesOf } from '../../program/service-catalogue.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

/** Returns the name of the way in that an answer records, in the language of the person. */
export function wayNameOf(
  { t, locale }: CommandContext,
  { devices }: InventorySnapshot,
  report: CoverageReport,
  answer: Answer,
): string {
  switch (answer.type) {
    case 'people':
      return t('window.other-way.kind.helpdesk');
    case 'place':
      return t('cli.answer.way.place', { place: answer.place });
    case 'device':
      return devices.find(({ id }) => id === answer.deviceId)?.label ?? answer.deviceId;
    case 'account':
      return accountNames(t, locale, report)(answer.accountId);
    default:
      return t('window.other-way.kind.password');
  }
}

/** Performs one edit of an answer. */
export function performEdit(
  { t }: CommandContext,
  inventory: Inventory,
  { corrections }: InventorySnapshot,
  edit: AnswerEdit,
): InventoryOutcome<unknown> {
  switch (edit.edit) {
    case 'add-told':
      return inventory.addManual(edit.told);
    case 'add-way':
      return inventory.addOtherWayIn(edit.way);
    case 'edit-way':
      return inventory.editOtherWayIn(edit.id, edit.way);
    case 'attach':
      return inventory.attachRecord(edit.kind, edit.id, edit.accountId);
    case 'join':
      return inventory.joinAccounts(edit.accountId, edit.otherAccountId);
    case 'assign-service': {
      const { serviceId, userId, userName } = edit;
      return inventory.assignService({ serviceId, userId, userName });
    }
    case 'save-correction': {
      const { correction, problems } = assignRpId(loadServices(), corrections, edit.rpId, edit.owner, null);
      if (correction !== null) return inventory.saveCorrection(correction);
      throw new UsageError(problems.map((problem) => problemMessage(t, problem)).join(' '));
    }
    case 'dismiss':
      return inventory.dismiss(edit.id, null);
  }
}

/** Returns what was recorded: new lines of the history, and the changes that leave none. */
export function recordedText(
  { t, locale }: CommandContext,
  before: InventorySnapshot,
  after: InventorySnapshot,
  edits: readonly AnswerEdit[],
): readonly string[] {
  const known = new Set(before.activity.map(({ id }) => id));
  const services = new Map(servicesOf(after).map((service) => [service.id, serviceNameIn(service, locale)]));
  const noted = after.activity
    .filter(({ id }) => !known.has(id))
    .map((activity) => activityMessage(t, activity, (serviceId) => services.get(serviceId) ?? null));
  const unnoted = edits.flatMap((edit) => {
    if (edit.edit === 'edit-way') return [t('cli.answer.way-changed', { name: edit.way.name })];
    return edit.edit === 'dismiss' ? [t('cli.answer.dismissed')] : [];
  });
  return [...noted, ...unnoted];
}
