import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { udevCommands } from '../../../src-shared/lib/udev-rule.ts';
import { diagnose, type DoctorFinding } from '../../../src-main/keys/doctor.ts';
import { defineCommand } from '../../program/command.ts';
import { statusOfCheck } from '../../program/exit-status.ts';
import { inventoryFacts } from '../inventory/inventory-facts.ts';
import { factLines } from '../../terminal/table-lines.ts';

const signs = { ok: '✓', notice: '·', problem: '✗' } as const;

/** `doctor`: what on this computer stands between Sparekey and a key, and how to fix it. Exit status 1 where something does. */
export const doctor = defineCommand({
  summary: 'cli.doctor',
  options: {},
  run: async (context) => {
    const { keys } = await context.core();
    const findings = await diagnose(keys);
    const inventory = await context.inventory();
    return {
      findings: findings.map((finding) => ({ ...finding, ...findingText(context.t, finding) })),
      inventory: await inventory.status(),
      runtime: { node: process.version, platform: process.platform, arch: process.arch },
    };
  },
  lines: ({ t }, { findings, inventory, runtime }) => [
    ...findings.flatMap(({ severity, message, commands }) => [
      `${signs[severity]} ${displayText(message, 500)}`,
      ...commands.map((command) => `    ${command}`),
    ]),
    '',
    ...factLines([
      ...inventoryFacts(t, inventory),
      [t('cli.fact.runtime'), `Node ${runtime.node.slice(1)}, ${runtime.platform} ${runtime.arch}`],
    ]),
  ],
  status: ({ findings }) => statusOfCheck(findings.every(({ severity }) => severity !== 'problem')),
});

function findingText(
  t: Translate,
  { kind, data }: DoctorFinding,
): { readonly message: string; readonly commands: readonly string[] } {
  const message = t(`cli.doctor.${kind}`, {
    path: data['path'] ?? '–',
    name: data['name'] ?? '–',
    detail: data['detail'] ?? '–',
  });
  if (kind === 'udev-rule-missing') return { message, commands: udevCommands };
  if (kind !== 'no-permission') return { message, commands: [] };
  const platform = { linux: 'linux', win32: 'windows', darwin: 'macos' }[data['platform'] ?? ''] ?? 'other';
  const failure = failureMessage(t, { kind: 'no-permission', platform: isPlatform(platform) ? platform : 'other' });
  return { message: `${message} ${failure.next ?? ''}`, commands: failure.commands };
}

function isPlatform(text: string): text is 'linux' | 'windows' | 'macos' | 'other' {
  return ['linux', 'windows', 'macos', 'other'].includes(text);
}
