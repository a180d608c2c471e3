import { expect, it, vi } from 'vitest';
import { openKeySettings } from '../../../src-main/windows/open-key-settings.ts';

it('opens the sign-in options of Windows, and nothing elsewhere', async () => {
  const open = vi.fn(async () => undefined);
  expect(await openKeySettings('linux', open)).toEqual({
    ok: false,
    failure: { kind: 'not-supported', feature: 'windows-settings' },
  });
  expect(open).not.toHaveBeenCalled();
  expect(await openKeySettings('win32', open)).toEqual({ ok: true, value: null });
  expect(open).toHaveBeenCalledExactlyOnceWith('ms-settings:signinoptions');
});
