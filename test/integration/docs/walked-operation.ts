/** A throw-away operation: it resets the key. Each file that it touches, with what is written there. */

export const operationName = 'walk-reset';

type Change = (before: string) => string;

function before(anchor: string, added: string): Change {
  return (text) => {
    if (!text.includes(anchor)) throw new Error(`not found: ${anchor}`);
    return text.replace(anchor, () => `${added}${anchor}`);
  };
}

function after(anchor: string, added: string): Change {
  return (text) => before(anchor, anchor)(text).replace(anchor + anchor, () => `${anchor}${added}`);
}

function all(...changes: readonly Change[]): Change {
  return (text) => changes.reduce((changed, change) => change(changed), text);
}

function messages(added: Readonly<Record<string, string>>): Change {
  return (text) => JSON.stringify({ ...(JSON.parse(text) as Record<string, string>), ...added }, null, 2);
}

const newFile =
  (text: string): Change =>
  () =>
    text;

export const changes: Readonly<Record<string, Change>> = {
  'src-main/ctap2/commands/walk-reset.ts': newFile(`import type { CtapCommand } from '../ctap-command.ts';

export const walkReset: CtapCommand<null, undefined> = {
  name: 'reset',
  code: 0x07,
  statusOnly: true,
  encode: () => null,
  decode: () => undefined,
};
`),
  'src-shared/operations/operations.ts': before(
    '  identify: defineOperation({',
    `  'walk-reset': defineOperation({
    input: z.strictObject({ sure: z.literal(true) }),
    pins: [],
    output: z.strictObject({ left: z.number().int() }),
    failures: [...ownerFailures, 'outcome-unknown'],
    changesKey: true,
    needs: 'walkReset',
    progress: ['working', 'touch'],
    window: 'direct',
    history: 'walk-reset-done',
    details: (_input, { left }) => ({ left: String(left) }),
  }),
`,
  ),
  'src-main/keys/operations/walk-reset.ts':
    newFile(`import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { walkReset } from '../../ctap2/commands/walk-reset.ts';
import { deadlines } from '../deadlines.ts';
import { yes } from '../key-capabilities.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { withFailureContext } from '../operation-failure.ts';
import { readAfterChange } from '../read-after-change.ts';

export function capability(): Capability {
  return yes;
}

export async function run(
  opened: OpenedKey<'working' | 'touch'>,
  _input: RunInput<'walk-reset'>,
): Promise<OutputOf<'walk-reset'>> {
  const { session, record, report } = opened;
  const sending = session.send(walkReset, null, { ...deadlines.touch, onKeepalive: (step) => report(step) });
  await withFailureContext({ operation: 'walk-reset', step: 'touch', changesKey: true }, sending);
  record.dropToken();
  await readAfterChange(opened);
  return { left: 0 };
}
`),
  'src-main/keys/operation-modules.ts': all(
    before('\ntype OperationModules', "import * as walkReset from './operations/walk-reset.ts';\n"),
    before('  identify: { run', "  'walk-reset': { run: walkReset.run, capability: walkReset.capability },\n"),
  ),
  'src-renderer/features/keys/walk-reset.tsx': newFile(`import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';

export function WalkReset({ handle }: { readonly handle: string }) {
  const { t } = useTranslation();
  return (
    <Button onPress={() => void run(api().keys.walkReset({ handle, sure: true }))}>{t('window.key.walk-reset')}</Button>
  );
}
`),
  'src-renderer/features/keys/key-actions.tsx': all(
    before("import styles from './key-actions.module.css';", "import { WalkReset } from './walk-reset.tsx';\n"),
    before(
      '      {items.length === 0 ? null : <MenuButton',
      "      {handle === null || facts?.capabilities.walkReset.answer !== 'yes' ? null : <WalkReset handle={handle} />}\n",
    ),
  ),
  'src-cli/commands/keys/walk-reset.ts': newFile(`import { defineCommand } from '../../program/command.ts';
import { valueOf } from '../../program/command-failure.ts';
import { keyJournal } from '../../program/inventory-access.ts';
import { chosenKey } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';

export const walkReset = defineCommand({
  summary: 'cli.walk-reset',
  options: {},
  run: async (context) => {
    const candidate = await chosenKey(context);
    const { keys } = await context.core();
    const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
    const { left } = valueOf(await keys.run('walk-reset', candidate.key.handle, { sure: true }, options));
    return { candidate, left };
  },
  document: (_, { candidate, left }) => ({ key: keyReference(candidate), done: true, left }),
  lines: ({ t }, { candidate }) => [t('cli.walk-reset.done', { key: nameOf(candidate) })],
});
`),
  'src-cli/commands/command-table.ts': before(
    "  { name: 'identify',",
    "  { name: 'walk-reset', load: async () => (await import('./keys/walk-reset.ts')).walkReset },\n",
  ),
  ...perLanguage('failure', { 'operation.walk-reset': 'resetting the key' }),
  ...perLanguage('window', { 'window.can.walkReset': 'Reset', 'window.key.walk-reset': 'Reset' }),
  ...perLanguage('inventory', { 'activity.walk-reset-done': '{key} was reset.' }),
  ...perLanguage('cli', { 'cli.walk-reset': 'reset a key', 'cli.walk-reset.done': '{key} was reset.' }),
  // As `npm run messages` writes it.
  'src-shared/i18n/message-placeholders.ts': after(
    'export interface MessagePlaceholders {\n',
    "  'activity.walk-reset-done': { readonly key: string | number };\n  'cli.walk-reset.done': { readonly key: string | number };\n",
  ),
  'docs/cli.md': before('| `identify`', '| `walk-reset` | resets a key |\n'),
  'test/integration/cli/cli-schemas.ts': before(
    'export const identifyDocument',
    'export const walkResetDocument = z.strictObject({ key: z.unknown(), done: z.literal(true), left: z.literal(0) });\n',
  ),
  'test/helpers/operation-examples.ts': before(
    '  identify: {\n',
    "  'walk-reset': { setups: [{}], unlocked: false, input: () => ({ sure: true }) },\n",
  ),
};

function perLanguage(file: string, added: Readonly<Record<string, string>>): Record<string, Change> {
  return Object.fromEntries(['en', 'ja'].map((locale) => [`src-shared/i18n/${locale}/${file}.json`, messages(added)]));
}
