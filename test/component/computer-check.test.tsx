import { describe, expect, it } from 'vitest';
import type { DoctorFinding } from '../../src-shared/domain/doctor-finding.ts';
import { ok } from './fake-api.ts';
import { person, renderApp, screen, within } from './render-app.tsx';

const program = String.raw`C:\Sparekey\Sparekey.exe`;

/** Renders a window over a computer of which this was found, where no key is listed. */
async function open(findings: readonly DoctorFinding[], view: 'keys' | 'coverage' = 'keys') {
  return renderApp({}, { 'keys.diagnose': () => ok({ findings, program }) }, view);
}

const check = () => screen.findByRole('region', { name: 'What this computer says' });

describe('a computer that keeps keys away', () => {
  it('Windows without an administrator: the command that starts Sparekey so, and the settings of Windows', async () => {
    const fake = await open([{ kind: 'not-elevated', severity: 'problem', data: {} }]);
    expect(await check()).toHaveTextContent(/does not run as administrator: Windows then shows it no keys/);
    expect(await check()).toHaveTextContent(`Start-Process -Verb RunAs -FilePath '${program}'`);
    await person().click(within(await check()).getByRole('button', { name: 'Open Windows settings' }));
    expect(fake.callsOf('app.openKeySettings')).toHaveLength(1);
  });

  it('Linux without a udev rule: the rule as commands, and no settings of Windows', async () => {
    await open([
      { kind: 'no-key', severity: 'notice', data: {} },
      { kind: 'udev-rule-missing', severity: 'problem', data: {} },
    ]);
    expect(await check()).toHaveTextContent(/Remote Desktop.*passes no FIDO key on.*No udev rule.*udevadm control/s);
    expect(within(await check()).queryByRole('button', { name: 'Open Windows settings' })).toBeNull();
  });

  it('is said at the first start, too', async () => {
    await open([{ kind: 'not-elevated', severity: 'problem', data: {} }], 'coverage');
    await person().click(screen.getByText('Key does not appear?'));
    expect(await check()).toHaveTextContent(/does not run as administrator/);
  });
});
