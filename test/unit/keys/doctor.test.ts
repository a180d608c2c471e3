import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HidError } from '../../../src-shared/hid/hid-error.ts';
import { diagnose } from '../../../src-main/keys/doctor.ts';
import { createCore } from '../../../src-main/create-core.ts';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';

async function ruleFolder(rule: string | null): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sparekey-rules-'));
  await mkdir(folder, { recursive: true });
  if (rule !== null) await writeFile(join(folder, '70-test.rules'), rule);
  return folder;
}

const uaccess = 'ENV{ID_SECURITY_TOKEN}=="?*", TAG+="uaccess"\n';

describe('diagnose', () => {
  it('F-06 names the key without permission and the missing rule as problems', async () => {
    const key = createVirtualKey({ personality: 'strict21', seed: 1 });
    const transport = createVirtualTransport([key]);
    transport.setPermission(key, 'denied');
    const core = await createCore({ transport });
    const surroundings = { platform: 'linux' as const, ruleFolders: [await ruleFolder(null)], userId: 1000 };
    expect(await diagnose(core.keys, surroundings)).toEqual([
      { kind: 'no-permission', severity: 'problem', data: expect.objectContaining({ platform: 'linux' }) },
      { kind: 'udev-rule-missing', severity: 'problem', data: {} },
    ]);
    await core.close();
  });

  it('is content with a readable key and a rule that grants access', async () => {
    const core = await createCore({
      transport: createVirtualTransport([createVirtualKey({ personality: 'strict21', seed: 1 })]),
    });
    const surroundings = { platform: 'linux' as const, ruleFolders: [await ruleFolder(uaccess)], userId: 1000 };
    expect((await diagnose(core.keys, surroundings)).map(({ kind }) => kind)).toEqual(['key-ok']);
    await core.close();
  });

  it('does not take a rule in a comment, or one that grants nothing, for a grant', async () => {
    const core = await createCore({ transport: createVirtualTransport([]) });
    const folders = [
      await ruleFolder(`# ${uaccess}`),
      await ruleFolder('KERNEL=="hidraw*", IMPORT{program}="fido_id"\n'),
    ];
    const findings = await diagnose(core.keys, { platform: 'linux', ruleFolders: folders, userId: 0 });
    expect(findings.map(({ kind }) => kind)).toEqual(['no-key', 'udev-rule-missing', 'runs-as-root']);
    await core.close();
  });

  it('names a key in use and one that cannot be read', async () => {
    const busy = createVirtualKey({ personality: 'strict21', seed: 1 });
    const broken = createVirtualKey({ personality: 'strict21', seed: 2, quirks: { infoBytes: Uint8Array.of(0xa0) } });
    const transport = createVirtualTransport([busy, broken]);
    transport.setPermission(busy, 'busy');
    const core = await createCore({ transport });
    expect(await diagnose(core.keys, { platform: 'win32', ruleFolders: [], userId: null })).toMatchObject([
      { kind: 'key-in-use', severity: 'problem' },
      { kind: 'key-unreadable', severity: 'problem', data: { detail: 'key-broke-protocol' } },
    ]);
    await core.close();
  });

  it.each([
    [true, 'no-key', 'notice'],
    [false, 'not-elevated', 'problem'],
  ])('tells no key from keys that Windows hides (elevated: %s)', async (elevated, kind, severity) => {
    const surroundings = {
      platform: 'win32',
      ruleFolders: [],
      userId: null,
      isElevated: async () => elevated,
    } as const;
    expect(await diagnose({ refresh: async () => [] }, surroundings)).toEqual([{ kind, severity, data: {} }]);
  });

  it('says that this computer cannot enumerate, in the words of the system', async () => {
    const refresh = (): Promise<never> => Promise.reject(new HidError('io', 'libudev is missing'));
    const findings = await diagnose({ refresh }, { platform: 'darwin', ruleFolders: [], userId: 1 });
    expect(findings).toEqual([{ kind: 'hid-unusable', severity: 'problem', data: { detail: 'libudev is missing' } }]);
    const gone = (): Promise<never> => Promise.reject(new HidError('gone', 'vanished'));
    expect(await diagnose({ refresh: gone }, { platform: 'darwin', ruleFolders: [], userId: 1 })).toMatchObject([
      { data: { detail: 'key-removed' } },
    ]);
  });
});
