import { pendingNativeCalls } from '../../src-main/hid/native-limit.ts';

/**
 * Ends this process with a status. Node waits for all its threads first: where a call of the system holds one, maybe for ever, another program takes
 * the place of this one and ends with the status; where the platform cannot do that, the process is killed.
 */
export function endProcess(status: number): void {
  if (pendingNativeCalls() === 0) process.exit(status);
  if (process.platform !== 'win32') process.execve?.('/bin/sh', ['sh', '-c', `exit ${status}`], {});
  process.kill(process.pid, 'SIGKILL');
}
