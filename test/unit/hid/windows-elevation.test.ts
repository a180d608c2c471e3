import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isElevated } from '../../../src-main/hid/windows-elevation.ts';

it('is known by a folder that only administrators may list', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-windows-'));
  expect(await isElevated(folder)).toBe(false);
  mkdirSync(join(folder, 'System32', 'config'), { recursive: true });
  expect(await isElevated(folder)).toBe(true);
  rmSync(folder, { recursive: true });
});
