import { Command, CommanderError, Option } from 'commander';
import type { MessageKey } from '../../src-shared/i18n/catalogues.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { CommandContext, CommandResult, GlobalOptions } from './command-context.ts';
import { addLossCommands, addReminderCommands } from './loss-commands.ts';
import { accountOptions, addRecordCommands } from './record-commands.ts';
import { addReportCommands } from './report-commands.ts';

/** Runs a command inside a context and keeps its exit status. */
export type RunCommand = (
  options: GlobalOptions,
  command: (context: CommandContext) => Promise<CommandResult>,
) => Promise<void>;

export interface ProgramParts {
  readonly t: Translate;
  readonly run: RunCommand;
  /** Writes help. */
  readonly print: (text: string) => void;
}

/** Values of one command's own options; repeated ones are lists. */
export type OwnOptions = Readonly<Record<string, string | boolean | string[] | undefined>>;
type Action = (context: CommandContext, args: readonly string[], options: OwnOptions) => Promise<CommandResult>;

/** Describes the command line. Commands are loaded when they run. */
export function createProgram({ t, run, print }: ProgramParts): Command {
  const program = new Command('sparekey');
  const styleTitle = (title: string): string => helpTitle(t, title);
  const prepare = (command: Command): Command =>
    command
      .exitOverride()
      .helpOption('-h, --help', t('cli.option.help'))
      .helpCommand(false)
      .configureHelp({ styleTitle })
      .configureOutput({ writeOut: print, writeErr: () => undefined, outputError: () => undefined });

  prepare(program)
    .description(t('cli.description'))
    .option('--json', t('cli.option.json'))
    .option('--demo', t('cli.option.demo'))
    .option('--inventory <file>', t('cli.option.inventory'))
    .option('--key <selector>', t('cli.option.key'))
    .option('--pin-stdin', t('cli.option.pin-stdin'))
    .option('--passphrase-stdin', t('cli.option.passphrase-stdin'))
    .option('--low-tries', t('cli.option.low-tries'))
    .option('--yes', t('cli.option.yes'))
    .addOption(new Option('--lang <language>', t('cli.option.lang')).choices(['en', 'ja']))
    .addHelpText('after', `\n${t('cli.help.exit-status')}\n\n${t('cli.help.demo')}`);

  const group = (parent: Command, name: string, summary: MessageKey): Command =>
    prepare(parent.command(name)).description(t(summary));
  const leaf = (
    parent: Command,
    name: string,
    summary: MessageKey,
    load: () => Promise<Action>,
    settings: { readonly isDefault?: boolean; readonly options?: readonly Option[] } = {},
  ): void => {
    const command = prepare(parent.command(name, { isDefault: settings.isDefault === true })).description(t(summary));
    for (const option of settings.options ?? []) command.addOption(option);
    command.action(async () => {
      const action = await load();
      const own = command.opts<OwnOptions>();
      await run(program.opts<GlobalOptions>(), (context) => action(context, command.args, own));
    });
  };
  const text = (flags: string, summary: MessageKey): Option => new Option(flags, t(summary));
  const several = (flags: string, summary: MessageKey): Option =>
    text(flags, summary)
      .argParser((value: string, all: string[] | undefined) => [...(all ?? []), value])
      .default(undefined);

  leaf(program, 'keys', 'cli.keys', async () => (await import('../commands/keys/keys.ts')).listKeys);
  leaf(program, 'info', 'cli.info', async () => (await import('../commands/keys/info.ts')).showInfo);

  const passkeys = group(program, 'passkeys', 'cli.passkeys');
  const names = [
    text('--user-name <name>', 'cli.option.user-name'),
    text('--display-name <name>', 'cli.option.display-name'),
  ];
  leaf(passkeys, 'list', 'cli.passkeys', async () => (await import('../commands/keys/passkeys.ts')).listPasskeys, {
    isDefault: true,
  });
  leaf(
    passkeys,
    'delete <credential-id>',
    'cli.passkeys.delete',
    async () => (await import('../commands/keys/delete-passkey.ts')).deletePasskey,
  );
  leaf(
    passkeys,
    'rename <credential-id>',
    'cli.passkeys.rename',
    async () => (await import('../commands/keys/rename-passkey.ts')).renamePasskey,
    { options: names },
  );

  const pin = group(program, 'pin', 'cli.pin');
  leaf(pin, 'set', 'cli.pin.set', async () => (await import('../commands/keys/pin.ts')).setPin);
  leaf(pin, 'change', 'cli.pin.change', async () => (await import('../commands/keys/pin.ts')).changePin);

  leaf(program, 'identify', 'cli.identify', async () => (await import('../commands/keys/identify.ts')).identify);
  leaf(program, 'scan', 'cli.scan', async () => (await import('../commands/keys/scan.ts')).scan, {
    options: [text('--as <key>', 'cli.option.as')],
  });
  addInventoryCommands(group(program, 'inventory', 'cli.inventory'), t, { leaf, group, text, several });
  addBackupCommands(group(program, 'backup', 'cli.backup'), { leaf, group, text });
  leaf(
    program,
    'coverage',
    'cli.coverage',
    async () => (await import('../commands/coverage/coverage.ts')).showCoverage,
    {
      options: [
        several('--lost <key>', 'cli.option.lost'),
        several('--lost-place <place>', 'cli.option.lost-place'),
        several('--lost-ring <name>', 'cli.option.lost-ring'),
        several('--lost-device <name>', 'cli.option.lost-device'),
        several('--lost-account <account>', 'cli.option.lost-account'),
        text('--owner <name>', 'cli.option.owner-only'),
        text('--gaps', 'cli.option.gaps-only'),
        text('--policy <file>', 'cli.option.policy'),
      ],
    },
  );
  addCatalogueCommands(group(program, 'catalogue', 'cli.catalogue'), { leaf, group, text, several });
  addLossCommands(group(program, 'loss', 'cli.loss'), { leaf, group, text, several });
  addReminderCommands(group(program, 'reminders', 'cli.reminders'), { leaf, group, text });
  addReportCommands(group(program, 'report', 'cli.report'), t, { leaf, group, text, several });
  leaf(program, 'doctor', 'cli.doctor', async () => (await import('../commands/doctor/doctor.ts')).doctor);
  return program;
}

function addCatalogueCommands(
  catalogue: Command,
  { leaf, text, several }: Builders & { readonly several: Builders['text'] },
): void {
  const load = () => import('../commands/catalogue/catalogue.ts');
  leaf(catalogue, 'show <service>', 'cli.catalogue.show', async () => (await load()).showService);
  leaf(catalogue, 'correct <service>', 'cli.catalogue.correct', async () => (await load()).correctService, {
    options: [
      text('--name <text>', 'cli.catalogue.option.name'),
      text('--name-ja <text>', 'cli.catalogue.option.name-ja'),
      several('--website <domain>', 'cli.catalogue.option.website'),
      several('--domain <domain>', 'cli.catalogue.option.domain'),
      text('--keys <answer>', 'cli.catalogue.option.keys'),
      text('--several <answer>', 'cli.catalogue.option.several'),
      text('--max-keys <number>', 'cli.catalogue.option.max-keys'),
      text('--synced <answer>', 'cli.catalogue.option.synced'),
      text('--recommended <number>', 'cli.catalogue.option.recommended'),
      text('--page <address>', 'cli.catalogue.option.page'),
      text('--source <text>', 'cli.catalogue.option.source'),
    ],
  });
  leaf(catalogue, 'corrections', 'cli.catalogue.corrections', async () => (await load()).listCorrections);
  leaf(
    catalogue,
    'remove-correction <service>',
    'cli.catalogue.remove-correction',
    async () => (await load()).removeCorrection,
  );
  leaf(catalogue, 'export <file>', 'cli.catalogue.export', async () => (await load()).exportContribution);
  leaf(catalogue, 'advisories', 'cli.catalogue.advisories', async () => (await load()).listAdvisories);
}

export interface Builders {
  readonly leaf: (
    parent: Command,
    name: string,
    summary: MessageKey,
    load: () => Promise<Action>,
    settings?: { readonly isDefault?: boolean; readonly options?: readonly Option[] },
  ) => void;
  readonly group: (parent: Command, name: string, summary: MessageKey) => Command;
  readonly text: (flags: string, summary: MessageKey) => Option;
}

function addBackupCommands(backup: Command, { leaf, text }: Builders): void {
  const commands = () => import('../commands/backup/backup.ts');
  const session = text('--session <id>', 'cli.option.session');
  const account = [session, text('--user <name>', 'cli.option.backup-user')];
  leaf(backup, 'start', 'cli.backup.start', async () => (await commands()).startBackup, {
    options: [
      text('--primary <key>', 'cli.option.primary').makeOptionMandatory(),
      text('--spare <key>', 'cli.option.spare').makeOptionMandatory(),
    ],
  });
  leaf(backup, 'status', 'cli.backup.status', async () => (await commands()).showBackup, {
    isDefault: true,
    options: [session],
  });
  leaf(backup, 'read', 'cli.backup.read', async () => (await import('../commands/backup/read-backup.ts')).readBackup, {
    options: [session, text('--as <key>', 'cli.option.as')],
  });
  leaf(backup, 'tell <account>', 'cli.backup.tell', async () => (await commands()).tellBackup, { options: account });
  leaf(backup, 'skip <account>', 'cli.backup.skip', async () => (await commands()).skipBackup, {
    options: [...account, text('--reason <text>', 'cli.option.reason')],
  });
  leaf(backup, 'resume <account>', 'cli.backup.resume', async () => (await commands()).resumeBackup, {
    options: account,
  });
  leaf(backup, 'close', 'cli.backup.close', async () => (await commands()).closeBackup, { options: [session] });
}

function addInventoryCommands(
  inventory: Command,
  t: Translate,
  { leaf, group, text, several }: Builders & { readonly several: Builders['text'] },
): void {
  const records = () => import('../commands/inventory/key-records.ts');
  const choices = () => import('../commands/inventory/choices.ts');
  const files = () => import('../commands/inventory/files.ts');
  const protection = () => import('../commands/inventory/protection.ts');

  leaf(inventory, 'keys', 'cli.inventory.keys', async () => (await records()).listInventoryKeys, { isDefault: true });
  leaf(
    inventory,
    'remember',
    'cli.inventory.remember',
    async () => (await import('../commands/inventory/remember-key.ts')).rememberKey,
    { options: [text('--as <key>', 'cli.option.as')] },
  );
  leaf(inventory, 'edit <key>', 'cli.inventory.edit', async () => (await records()).editInventoryKey, {
    options: [
      text('--label <text>', 'cli.option.label'),
      text('--role <role>', 'cli.option.role'),
      text('--owner <text>', 'cli.option.owner'),
      text('--place <text>', 'cli.option.place'),
      text('--carried-on <name>', 'cli.option.carried-on'),
    ],
  });
  leaf(inventory, 'found <key>', 'cli.inventory.found.command', async () => (await choices()).markFound);
  leaf(inventory, 'importance [level]', 'cli.inventory.importance', async () => (await choices()).markImportance, {
    options: accountOptions(text).filter(({ long }) => long !== '--note'),
  });
  leaf(inventory, 'preferences', 'cli.inventory.preferences', async () => (await choices()).setPreferences, {
    options: [
      text('--stale-after <days>', 'cli.option.stale-after'),
      text('--passkey-endpoints <on-or-off>', 'cli.option.passkey-endpoints'),
    ],
  });
  leaf(inventory, 'forget <key>', 'cli.inventory.forget', async () => (await records()).forgetInventoryKey);
  leaf(inventory, 'services [text]', 'cli.inventory.services', async () => (await records()).listServices);

  addRecordCommands(inventory, t, { leaf, group, text, several });

  leaf(inventory, 'history', 'cli.inventory.history', async () => (await records()).showHistory, {
    options: [text('--limit <number>', 'cli.option.limit')],
  });
  leaf(inventory, 'export [file]', 'cli.inventory.export', async () => (await files()).exportInventory);
  leaf(inventory, 'import <file>', 'cli.inventory.import', async () => (await files()).importInventory, {
    options: [text('--preview', 'cli.option.preview')],
  });
  leaf(
    inventory,
    'import-csv <file>',
    'cli.inventory.import-csv',
    async () => (await import('../commands/inventory/import-csv.ts')).importCsv,
    {
      options: [
        text('--dry-run', 'cli.option.dry-run'),
        text('--on-conflict <answer>', 'cli.option.on-conflict'),
        text('--encoding <name>', 'cli.option.encoding'),
      ],
    },
  );
  leaf(inventory, 'backup', 'cli.inventory.backup', async () => (await files()).backUpInventory);
  leaf(inventory, 'restore <file>', 'cli.inventory.restore', async () => (await files()).restoreInventory);
  leaf(inventory, 'start-anew', 'cli.inventory.start-anew', async () => (await files()).startFromScratch);
  leaf(inventory, 'erase', 'cli.inventory.erase', async () => (await files()).eraseInventory);
  leaf(inventory, 'status', 'cli.inventory.status', async () => (await protection()).showStatus);
  leaf(inventory, 'keychain <on-or-off>', 'cli.inventory.keychain', async () => (await protection()).setKeychain);
  leaf(inventory, 'recovery-code', 'cli.inventory.recovery-code', async () => (await protection()).makeRecoveryCode);
  const passphrase = group(inventory, 'passphrase', 'cli.inventory.passphrase');
  leaf(passphrase, 'set', 'cli.inventory.passphrase.set', async () => (await protection()).setPassphrase);
  leaf(passphrase, 'remove', 'cli.inventory.passphrase.remove', async () => (await protection()).removePassphrase);
}

/** Commander writes its own headings in English. */
function helpTitle(t: Translate, title: string): string {
  switch (title) {
    case 'Usage:':
      return t('cli.help.usage');
    case 'Options:':
      return t('cli.help.options');
    case 'Commands:':
      return t('cli.help.commands');
    case 'Arguments:':
      return t('cli.help.arguments');
    default:
      return title;
  }
}

export function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof CommanderError;
}
