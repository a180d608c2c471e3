/**
 * Prints a line of progress, always on standard error: standard output belongs to the program that is started.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`[sparekey] ${line}\n`);
}
