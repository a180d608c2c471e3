import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeProcess, ownIdentity } from '../../../../src-main/inventory/records/process-identity.ts';

describe.skipIf(!fs.existsSync('/proc/self/stat'))('the identity of a process', () => {
  it('tells a living process from one whose number was given to another', () => {
    const self = ownIdentity();
    expect(judgeProcess(self)).toBe('alive');
    expect(judgeProcess({ ...self, start: '1' })).toBe('dead');
    expect(judgeProcess({ ...self, pid: 2 ** 22 + 1 })).toBe('dead');
    expect(judgeProcess({ ...self, boot: 'another' })).toBe('dead');
    expect(judgeProcess({ ...self, machine: 'another' })).toBe('unknown');
    expect(judgeProcess({ ...self, namespace: 'another' })).toBe('unknown');
  });

  it('counts a process that has ended as dead, and a living one without a known start as alive', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    const identity = { ...ownIdentity(), pid: child.pid ?? 0, start: null };
    expect(judgeProcess(identity)).toBe('alive');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(judgeProcess(identity)).toBe('dead');
  });
});
