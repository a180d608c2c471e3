import type { DoctorFinding } from '../domain/doctor-finding.ts';
import { elevatedCommand } from '../lib/elevated-command.ts';
import { udevCommands } from '../lib/udev-rule.ts';
import { failureMessage } from './failure-message.ts';
import type { Translate } from './translator.ts';

interface DoctorMessage {
  readonly message: string;
  /** Commands that help, to be typed as they stand. */
  readonly commands: readonly string[];
}

/** Formats one finding. `program`: path of the program that has to run as administrator; null: the terminal that it runs in. */
export function doctorMessage(t: Translate, { kind, data }: DoctorFinding, program: string | null): DoctorMessage {
  const values = { path: data['path'] ?? '–', name: data['name'] ?? '–', detail: data['detail'] ?? '–' };
  const place = program === null ? 'terminal' : 'window';
  switch (kind) {
    case 'not-elevated':
      return { message: t(`doctor.${kind}`, { place }), commands: [elevatedCommand(program ?? 'powershell')] };
    case 'udev-rule-missing':
      return { message: t(`doctor.${kind}`), commands: udevCommands };
    case 'no-permission': {
      const platform = { linux: 'linux', win32: 'windows', darwin: 'macos' } as const;
      const { next, commands } = failureMessage(t, {
        kind: 'no-permission',
        platform: isKnown(data['platform'], platform) ? platform[data['platform']] : 'other',
      });
      return { message: `${t(`doctor.${kind}`, values)} ${next ?? ''}`.trim(), commands };
    }
    default:
      return { message: t(`doctor.${kind}`, values), commands: [] };
  }
}

function isKnown<Table extends object>(name: string | undefined, table: Table): name is keyof Table & string {
  return name !== undefined && Object.hasOwn(table, name);
}
