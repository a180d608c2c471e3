import { Option, type Command } from 'commander';
import { otherWayInKinds } from '../../src-shared/domain/inventory.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { Builders } from './program.ts';

type RecordBuilders = Builders & { readonly several: Builders['text'] };

/** Describes `inventory told|ways|devices` and what attaches records to accounts. */
export function addRecordCommands(inventory: Command, t: Translate, builders: RecordBuilders): void {
  addToldCommands(inventory, builders);
  addWayCommands(inventory, t, builders);
  addDeviceCommands(inventory, builders);
  addQuestionCommands(inventory, builders);
  const { leaf } = builders;
  const links = () => import('../commands/inventory/accounts.ts');
  leaf(inventory, 'accounts', 'cli.inventory.accounts', async () => (await links()).listAccounts);
  leaf(inventory, 'attach <record> <account>', 'cli.inventory.attach', async () => (await links()).attachRecord);
  leaf(
    inventory,
    'same-account [account] [other]',
    'cli.inventory.same-account',
    async () => (await links()).sameAccount,
  );
  leaf(inventory, 'separate <id>', 'cli.inventory.separate', async () => (await links()).separateAccounts);
  leaf(
    inventory,
    'service-of <account> <service>',
    'cli.inventory.service-of',
    async () => (await links()).assignService,
  );
}

function addToldCommands(inventory: Command, { leaf, group, text }: Builders): void {
  const load = () => import('../commands/inventory/manual-enrolments.ts');
  const told = group(inventory, 'told', 'cli.inventory.told');
  leaf(told, 'list', 'cli.inventory.told', async () => (await load()).listTold, { isDefault: true });
  leaf(told, 'add <key>', 'cli.inventory.told.add', async () => (await load()).addTold, {
    options: [...accountOptions(text), text('--account <account>', 'cli.option.account')],
  });
  leaf(told, 'remove <id>', 'cli.inventory.told.remove', async () => (await load()).removeTold);
}

function addWayCommands(inventory: Command, t: Translate, { leaf, group, text, several }: RecordBuilders): void {
  const load = () => import('../commands/inventory/other-ways.ts');
  const ways = group(inventory, 'ways', 'cli.inventory.ways');
  const words = [
    text('--name <text>', 'cli.option.way-name'),
    text('--owner <text>', 'cli.option.owner'),
    several('--through <what>', 'cli.option.through'),
    text('--place <text>', 'cli.option.place'),
    text('--carried-on <name>', 'cli.option.carried-on'),
    text('--provider <id>', 'cli.option.provider'),
    text('--link <address>', 'cli.option.way-link'),
    text('--valid-from <time>', 'cli.option.valid-from'),
    text('--valid-until <time>', 'cli.option.valid-until'),
    text('--hours <text>', 'cli.option.hours'),
    text('--contact <text>', 'cli.option.contact'),
  ];
  const kinds = otherWayInKinds.join(t('list.separator'));
  const kind = new Option('--kind <kind>', t('cli.option.kind', { kinds })).makeOptionMandatory();
  leaf(ways, 'list', 'cli.inventory.ways', async () => (await load()).listWays, { isDefault: true });
  leaf(ways, 'add', 'cli.inventory.ways.add', async () => (await load()).addWay, {
    options: [kind, ...words, ...accountOptions(text), text('--account <account>', 'cli.option.account')],
  });
  leaf(ways, 'edit <id>', 'cli.inventory.ways.edit', async () => (await load()).editWay, {
    options: [...words, text('--note <text>', 'cli.option.note')],
  });
  leaf(ways, 'remove <id>', 'cli.inventory.ways.remove', async () => (await load()).removeWay);
}

function addDeviceCommands(inventory: Command, { leaf, group, text }: Builders): void {
  const load = () => import('../commands/inventory/devices.ts');
  const devices = group(inventory, 'devices', 'cli.devices');
  const words = [
    text('--owner <text>', 'cli.option.owner'),
    text('--place <text>', 'cli.option.place'),
    text('--carried-on <name>', 'cli.option.carried-on'),
    text('--sim-in <device>', 'cli.option.sim-in'),
    text('--note <text>', 'cli.option.note'),
  ];
  leaf(devices, 'list', 'cli.devices', async () => (await load()).listDevices, { isDefault: true });
  leaf(devices, 'add <label>', 'cli.devices.add', async () => (await load()).addDevice, {
    options: [text('--kind <kind>', 'cli.option.device-kind').makeOptionMandatory(), ...words],
  });
  leaf(devices, 'edit <device>', 'cli.devices.edit', async () => (await load()).editDevice, {
    options: [text('--label <text>', 'cli.option.device-label'), ...words],
  });
  leaf(devices, 'remove <device>', 'cli.devices.remove', async () => (await load()).removeDevice);
  leaf(devices, 'lost <device>', 'cli.devices.lost', async () => (await load()).markDeviceLost);
  leaf(devices, 'found <device>', 'cli.devices.found', async () => (await load()).markDeviceFound);
}

function addQuestionCommands(inventory: Command, { leaf, text }: Builders): void {
  const load = () => import('../commands/inventory/questions.ts');
  leaf(inventory, 'questions', 'cli.inventory.questions', async () => (await load()).listQuestions);
  leaf(inventory, 'answer <question>', 'cli.inventory.answer', async () => (await load()).answerQuestion, {
    options: [
      text('--memory', 'cli.answer.memory'),
      text('--account <account>', 'cli.answer.account'),
      text('--device <device>', 'cli.answer.device'),
      text('--place <name>', 'cli.answer.place'),
      text('--people', 'cli.answer.people'),
      text('--nobody', 'cli.answer.nobody'),
      text('--same', 'cli.answer.same'),
      text('--separate', 'cli.answer.separate'),
      text('--service <service>', 'cli.answer.service'),
      text('--new-service <name>', 'cli.answer.new-service'),
      text('--until <time>', 'cli.answer.until'),
      text('--no', 'cli.answer.no'),
    ],
  });
}

/** How an account is named where a record of it is made. */
export function accountOptions(text: Builders['text']): ReturnType<Builders['text']>[] {
  return [
    text('--service <service>', 'cli.option.service'),
    text('--rp-id <domain>', 'cli.option.rp-id'),
    text('--user <name>', 'cli.option.user'),
    text('--note <text>', 'cli.option.note'),
  ];
}
