import { doctorMessage } from '../../../src-shared/i18n/doctor-message.ts';
import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { InventoryOutcome } from '../../../src-main/inventory/inventory.ts';
import { diagnose } from '../../../src-main/keys/doctor.ts';
import { defineCommand } from '../../program/command.ts';
import { statusOfCheck } from '../../program/exit-status.ts';
import { inventoryFacts } from '../inventory/inventory-facts.ts';
import { factLines } from '../../terminal/table-lines.ts';

const signs = { ok: '✓', notice: '·', problem: '✗' } as const;

/** `doctor`: what on this computer stands between Sparekey and a key or the inventory, and how to fix it. Exit status 1 where something does. */
export const doctor = defineCommand({
  summary: 'cli.doctor',
  options: {},
  run: async (context) => {
    // Where the native code cannot start, that is a finding, too.
    const findings = await diagnose({ refresh: async () => (await context.core()).keys.refresh() });
    const inventory = await context.inventory();
    return {
      findings: [
        ...findings.map((finding) => ({ ...finding, ...doctorMessage(context.t, finding, null) })),
        ...inventoryFindings(context.t, await inventory.snapshot()),
      ],
      inventory: await inventory.status(),
      runtime: { node: process.version, platform: process.platform, arch: process.arch },
    };
  },
  lines: ({ t, terminal }, { findings, inventory, runtime }) => [
    ...findings.flatMap(({ severity, message, commands }) => [
      `${signs[severity]} ${displayText(message, 500)}`,
      ...commands.map((command) => `    ${command}`),
    ]),
    '',
    ...factLines(
      [
        ...inventoryFacts(t, inventory),
        [t('cli.fact.runtime'), `Node ${runtime.node.slice(1)}, ${runtime.platform} ${runtime.arch}`],
      ],
      terminal.size,
    ),
  ],
  status: ({ findings }) => statusOfCheck(findings.every(({ severity }) => severity !== 'problem')),
});

/** Returns why the inventory cannot be opened, if it cannot. One that only needs its passphrase is in order. */
function inventoryFindings(t: Translate, opened: Awaited<InventoryOutcome<unknown>>) {
  if (opened.ok || opened.failure.kind === 'inventory-needs-passphrase') return [];
  const { text, next, commands } = failureMessage(t, opened.failure);
  const { kind } = opened.failure;
  const data: Readonly<Record<string, string>> = 'detail' in opened.failure ? { detail: opened.failure.detail } : {};
  return [{ kind, severity: 'problem' as const, data, message: next === null ? text : `${text} ${next}`, commands }];
}
