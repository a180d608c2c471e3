import { type Answer, type AnswerType, answersOf } from '../../../src-shared/coverage/answer-question.ts';
import type { RpIdOwner } from '../../../src-shared/catalogue/assign-rp-id.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-types.ts';
import type { Question, QuestionKind } from '../../../src-shared/coverage/question-types.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { serviceNamed } from './account-argument.ts';
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../command-failed.ts';
import { accountNamed } from './find-account.ts';
import { deviceNamed } from './find-device.ts';
import { instantOf } from './instant-argument.ts';
import { rememberedKey } from '../inventory-access.ts';
import type { OwnOptions } from '../program.ts';
import { servicesOf } from '../service-catalogue.ts';

/** How each answer is written. */
const optionsOf: Readonly<Record<AnswerType, readonly string[]>> = {
  key: ['--key LABEL'],
  device: ['--device LABEL'],
  place: ['--place NAME'],
  memory: ['--memory'],
  people: ['--people'],
  nobody: ['--nobody'],
  same: ['--same'],
  separate: ['--separate'],
  yes: ['--yes'],
  no: ['--no'],
  account: ['--account ACCOUNT'],
  service: ['--service SERVICE', '--new-service NAME'],
  until: ['--until WHEN'],
};

/** Lists the options that answer a kind of question. */
export function answerOptions(kind: QuestionKind): readonly string[] {
  const options = answersOf[kind].flatMap((type) => optionsOf[type]);
  return kind === 'account-type' ? options.filter((option) => !option.startsWith('--new-service')) : options;
}

/**
 * Reads the answer to a question: exactly one of the options that it takes. `--key` and `--yes` are options of every command; `--yes` is the
 * answer only where no other is given. Throws UsageError and the failures of looking up a key or device.
 */
export function answerFrom(
  context: CommandContext,
  { snapshot, report }: { readonly snapshot: InventorySnapshot; readonly report: CoverageReport },
  question: Question,
  options: OwnOptions,
): Answer {
  const { key, yes } = context.options;
  const { device, place, account, service, newService, until } = options;
  const flags = (['memory', 'people', 'nobody', 'same', 'separate', 'no'] as const).filter(
    (type) => options[type] === true,
  );
  const given: (() => Answer)[] = flags.map((type) => () => ({ type }));
  if (key !== undefined) given.push(() => ({ type: 'key', keyId: rememberedKey(snapshot, key).id }));
  if (typeof device === 'string') {
    given.push(() => ({ type: 'device', deviceId: deviceNamed(context, snapshot, device).id }));
  }
  if (typeof place === 'string') given.push(() => ({ type: 'place', place }));
  if (typeof account === 'string') {
    given.push(() => ({ type: 'account', accountId: accountAmong(context, report, question, account) }));
  }
  if (typeof service === 'string') {
    given.push(() => ({ type: 'service', owner: ownerNamed(context, snapshot, question, service) }));
  }
  if (typeof newService === 'string') {
    given.push(() => ({ type: 'service', owner: { newServiceName: newService } }));
  }
  if (typeof until === 'string') given.push(() => ({ type: 'until', at: instantOf(context, until) }));
  if (given.length === 0 && yes === true) given.push(() => ({ type: 'yes' }));
  const [only] = given;
  if (only === undefined || given.length > 1) throw unfit(context, question);
  return only();
}

/** Says which options answer a question. */
export function unfit({ t }: CommandContext, { kind }: Question): UsageError {
  return new UsageError(t('cli.usage.answer', { options: answerOptions(kind).join(', ') }));
}

/** Finds the account that is meant: one of those to choose from, where the question names any. */
function accountAmong(context: CommandContext, report: CoverageReport, question: Question, named: string): string {
  const { accountIds, kind } = question;
  const isChoice = kind === 'provider-which' || kind === 'which-account';
  const accounts = report.services
    .flatMap((service) => service.accounts.map((account) => ({ account, service })))
    .filter(({ account }) => !isChoice || accountIds.includes(account.accountId));
  return accountNamed(context, accounts, named).account.accountId;
}

function ownerNamed(
  { t }: CommandContext,
  snapshot: InventorySnapshot,
  { serviceIds }: Question,
  named: string,
): RpIdOwner {
  const known = servicesOf(snapshot);
  const services = serviceIds.length === 0 ? known : known.filter(({ id }) => serviceIds.includes(id));
  const serviceId = serviceNamed(services, named);
  if (serviceId === undefined) {
    throw new UsageError(t('cli.usage.no-such-service', { service: displayText(named, 80) }));
  }
  return { serviceId };
}
