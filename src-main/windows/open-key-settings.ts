import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';

/** Opens the page of the settings of Windows that manages security keys; no other system has one. */
export async function openKeySettings(
  platform: NodeJS.Platform,
  open: (url: string) => Promise<void>,
): Promise<Outcome<null>> {
  if (platform !== 'win32') return failed({ kind: 'not-supported', feature: 'windows-settings' });
  await open('ms-settings:signinoptions');
  return success(null);
}
