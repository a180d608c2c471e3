import { say } from './say.mjs';

/**
 * Runs a script's work and ends the process with the status it gives; an error is told in one line, with status 70.
 * @param {() => Promise<number>} work
 */
export async function mainScript(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    if (process.env['SPAREKEY_TRACE'] !== undefined && error instanceof Error) say(error.stack ?? '');
    process.exitCode = 70;
  }
}
