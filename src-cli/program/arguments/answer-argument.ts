import type { RpIdOwner } from '../../../src-shared/domain/catalogue-correction.ts';
import { type Answer, type AnswerType, answersOf } from '../../../src-shared/coverage/answer-question.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { Question, QuestionKind } from '../../../src-shared/coverage/question-types.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { serviceNamed } from './account-argument.ts';
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../command-failure.ts';
import { accountNamed } from './find-account.ts';
import { deviceNamed } from './find-device.ts';
import { instantOf } from './instant-argument.ts';
import { rememberedKey } from '../inventory-access.ts';
import { flag, type OptionValues, text } from '../options.ts';
import { servicesOf } from '../service-catalogue.ts';

/** Options that give the answer to a question, besides `--key` and `--yes`. */
export const answerOptions = {
  memory: flag('--memory', 'cli.answer.memory'),
  account: text('--account <account>', 'cli.answer.account'),
  device: text('--device <device>', 'cli.answer.device'),
  place: text('--place <name>', 'cli.answer.place'),
  people: flag('--people', 'cli.answer.people'),
  nobody: flag('--nobody', 'cli.answer.nobody'),
  same: flag('--same', 'cli.answer.same'),
  separate: flag('--separate', 'cli.answer.separate'),
  service: text('--service <service>', 'cli.answer.service'),
  newService: text('--new-service <name>', 'cli.answer.new-service'),
  until: text('--until <time>', 'cli.answer.until'),
  no: flag('--no', 'cli.answer.no'),
};

/** Options that give each type of answer. */
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
export function optionsThatAnswer(kind: QuestionKind): readonly string[] {
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
  options: OptionValues<typeof answerOptions>,
): Answer {
  const { key, yes } = context.options;
  const { device, place, account, service, newService, until } = options;
  const flags = (['memory', 'people', 'nobody', 'same', 'separate', 'no'] as const).filter((type) => options[type]);
  const given: (() => Answer)[] = flags.map((type) => () => ({ type }));
  if (key !== undefined) given.push(() => ({ type: 'key', keyId: rememberedKey(context, snapshot, key).id }));
  if (device !== undefined) {
    given.push(() => ({ type: 'device', deviceId: deviceNamed(context, snapshot, device).id }));
  }
  if (place !== undefined) given.push(() => ({ type: 'place', place }));
  if (account !== undefined) {
    given.push(() => ({ type: 'account', accountId: accountAmong(context, report, question, account) }));
  }
  if (service !== undefined) {
    given.push(() => ({ type: 'service', owner: ownerNamed(context, snapshot, question, service) }));
  }
  if (newService !== undefined) {
    given.push(() => ({ type: 'service', owner: { newServiceName: newService } }));
  }
  if (until !== undefined) given.push(() => ({ type: 'until', at: instantOf(context, until) }));
  if (given.length === 0 && yes) given.push(() => ({ type: 'yes' }));
  const [only] = given;
  if (only === undefined || given.length > 1) throw unfit(context, question);
  return only();
}

/** Creates the error that names the options that answer a question. */
export function unfit({ t }: CommandContext, { kind }: Question): UsageError {
  return new UsageError(t('cli.usage.answer', { options: optionsThatAnswer(kind).join(', ') }));
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
