import { describe, expect, it } from 'vitest';
import { doctorMessage } from '../../../src-shared/i18n/doctor-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

const t = createTranslator('en');
const problem = (kind: 'not-elevated' | 'no-permission' | 'udev-rule-missing', data = {}) =>
  ({ kind, severity: 'problem', data }) as const;

describe('findings about this computer', () => {
  it('a program that is not elevated is started by a command, with its path as it stands', () => {
    const { message, commands } = doctorMessage(t, problem('not-elevated'), String.raw`C:\Users\O'Neill\Sparekey.exe`);
    expect(message).toContain('This command starts Sparekey as administrator');
    expect(commands).toEqual([String.raw`Start-Process -Verb RunAs -FilePath 'C:\Users\O''Neill\Sparekey.exe'`]);
    expect(doctorMessage(t, problem('not-elevated'), null)).toMatchObject({
      message: expect.stringContaining('opens a terminal as administrator'),
      commands: ["Start-Process -Verb RunAs -FilePath 'powershell'"],
    });
  });

  it('a missing udev rule and a missing permission come with the commands that help', () => {
    expect(doctorMessage(t, problem('udev-rule-missing'), null).commands).toHaveLength(3);
    const refused = problem('no-permission', { name: 'Key', path: '/dev/hidraw0', platform: 'linux' });
    expect(doctorMessage(t, refused, null)).toMatchObject({
      message: expect.stringMatching(/^Key at \/dev\/hidraw0 may not be opened\. .*udev rule/),
      commands: expect.arrayContaining(['sudo udevadm control --reload']),
    });
    expect(doctorMessage(t, problem('no-permission', { platform: 'toString' }), null).commands).toEqual([]);
  });

  it('without a key it says that Remote Desktop carries none', () => {
    const found = { kind: 'no-key', severity: 'notice', data: {} } as const;
    expect(doctorMessage(t, found, null).message).toContain('Remote Desktop');
  });
});
