import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isElevated } from '../hid/windows-elevation.ts';
import type { DoctorFinding } from '../../src-shared/domain/doctor-finding.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { KeyManager } from './key-manager.ts';
import { toOperationFailure } from './operation-failure.ts';

/** Surroundings that diagnose() examines; replaced in tests. */
export interface DoctorSurroundings {
  readonly platform: NodeJS.Platform;
  readonly ruleFolders: readonly string[];
  readonly userId: number | null;
  /** Checks for the rights without which the system shows no keys; absent where it shows them to everybody. */
  readonly isElevated?: () => Promise<boolean>;
}

const realSurroundings: DoctorSurroundings = {
  platform: process.platform,
  ruleFolders: ['/etc/udev/rules.d', '/run/udev/rules.d', '/usr/lib/udev/rules.d', '/lib/udev/rules.d'],
  userId: process.getuid?.() ?? null,
  ...(process.platform === 'win32' && { isElevated }),
};

/**
 * Looks at everything on this computer that can keep Sparekey from reaching a key. Reads only: nothing is changed, no PIN, no
 * touch; keys are opened as for `keys`.
 */
export async function diagnose(
  keys: Pick<KeyManager, 'refresh'>,
  surroundings: DoctorSurroundings = realSurroundings,
): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  try {
    const plugged = await keys.refresh();
    findings.push(...plugged.map((key) => keyFinding(key, surroundings.platform)));
    if (plugged.length === 0) findings.push(await noKeyFinding(surroundings));
  } catch (error) {
    const failure = toOperationFailure(
      error,
      { operation: 'read-key', step: 'read', changesKey: false } as const,
      surroundings.platform,
    );
    const detail = 'detail' in failure ? failure.detail : failure.kind;
    findings.push({ kind: 'hid-unusable', severity: 'problem', data: { detail } });
  }
  if (surroundings.platform === 'linux' && !(await hasFidoRule(surroundings.ruleFolders))) {
    const severity = findings.some(({ kind }) => kind === 'no-permission') ? 'problem' : 'notice';
    findings.push({ kind: 'udev-rule-missing', severity, data: {} });
  }
  if (surroundings.userId === 0) findings.push({ kind: 'runs-as-root', severity: 'notice', data: {} });
  return findings;
}

async function noKeyFinding({ isElevated: check }: DoctorSurroundings): Promise<DoctorFinding> {
  if (check !== undefined && !(await check())) return { kind: 'not-elevated', severity: 'problem', data: {} };
  return { kind: 'no-key', severity: 'notice', data: {} };
}

function keyFinding(key: PluggedKey, platform: NodeJS.Platform): DoctorFinding {
  const data = { path: key.path, name: key.product ?? '' };
  if (key.problem === null) return { kind: 'key-ok', severity: 'ok', data };
  switch (key.problem.kind) {
    case 'no-permission':
      return { kind: 'no-permission', severity: 'problem', data: { ...data, platform } };
    case 'key-busy':
      return { kind: 'key-in-use', severity: 'problem', data };
    default:
      return { kind: 'key-unreadable', severity: 'problem', data: { ...data, detail: key.problem.kind } };
  }
}

/** Checks whether any udev rule lets people open FIDO keys: systemd's by usage page, or one by vendor list. */
async function hasFidoRule(folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.endsWith('.rules')) continue;
      const text = await readFile(join(folder, name), 'utf8').catch(() => '');
      if (grantsFidoAccess(text)) return true;
    }
  }
  return false;
}

function grantsFidoAccess(rules: string): boolean {
  return rules
    .split('\n')
    .some(
      (line) =>
        !line.startsWith('#') && /uaccess|MODE=/.test(line) && /ID_SECURITY_TOKEN|ID_FIDO_TOKEN|hidraw/.test(line),
    );
}
