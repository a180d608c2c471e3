import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTestRuntime, supportedElectronMajor } from '../../../src-main/supervision/runtime.ts';

describe('the runtime', () => {
  it('M-15 is the one package.json pins', () => {
    const { devDependencies } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(devDependencies.electron).toMatch(new RegExp(`^${supportedElectronMajor}\\.\\d+\\.\\d+$`));
    expect(isTestRuntime(devDependencies.electron)).toBe(false);
    expect(isTestRuntime('33.2.1')).toBe(true);
  });
});
