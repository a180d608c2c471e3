/** The major version of Electron that users get (package.json pins the exact one; a test compares). */
export const supportedElectronMajor = 45;

/** Checks whether this is another Electron than the one Sparekey is released with: it serves tests and --demo. */
export function isTestRuntime(electronVersion: string): boolean {
  return Number.parseInt(electronVersion, 10) !== supportedElectronMajor;
}

/** Checks whether the program runs as root, where Chromium refuses its own sandbox. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Returns the versions that a report of a defect names. */
export function systemVersions(): Readonly<Record<string, string>> {
  const system = `${process.platform} ${process.arch} ${process.getSystemVersion()}`;
  return { Node: process.versions.node, Chromium: process.versions.chrome, system };
}
