import { existsSync } from 'node:fs';
import { capture, run } from './run.mjs';
import { say } from './say.mjs';

/** Packages that each purpose needs. "a|b" are two names of one package: the first that is known here is installed. */
const window = [
  'libgtk-3-0|libgtk-3-0t64',
  'libnss3',
  'libnspr4',
  'libasound2|libasound2t64',
  'libgbm1',
  'libdrm2',
  'libxkbcommon0',
  'libcups2|libcups2t64',
  'libatspi2.0-0|libatspi2.0-0t64',
  'libatk-bridge2.0-0|libatk-bridge2.0-0t64',
  'libxcomposite1',
  'libxdamage1',
  'libxfixes3',
  'libxrandr2',
  ...keyAccess(),
];
const lab = [...keyAccess(), 'qemu-system-x86', 'xz-utils', 'fido2-tools', 'expect', 'ca-certificates'];
const debianPackages = {
  keys: { packages: keyAccess(), reason: 'node-hid, which talks to security keys, needs them' },
  window: { packages: window, reason: 'the window (Electron) and node-hid need them' },
  e2e: {
    packages: [...window, 'xvfb', 'fonts-dejavu-core', 'poppler-utils', 'iproute2'],
    reason:
      "the window tests need Electron's libraries, a virtual display and a network of their own, and PDF reports are read back",
  },
  storage: {
    packages: ['strace'],
    reason: 'writes of the inventory are recorded, made to fail and interrupted one by one',
  },
  shells: { packages: ['zsh', 'fish'], reason: 'the completion scripts are tried in the shells that they are for' },
  clock: { packages: ['faketime'], reason: 'tests are run with the clock of the machine shifted' },
  screenshots: {
    packages: [...window, 'xvfb', 'fonts-dejavu-core', 'fonts-noto-cjk'],
    reason: "the pictures need Electron's libraries, a virtual display and fonts for both languages",
  },
  lab: {
    packages: lab,
    reason: 'the kernel HID tests boot a virtual machine and compare with fido2-token',
  },
  'lab-bench': {
    packages: [...lab, 'python3-fido2'],
    reason: 'listings are measured in a virtual machine, beside fido2-token and python-fido2',
  },
};

/** @typedef {keyof typeof debianPackages} Purpose */

/**
 * Ensures that the Debian packages for a purpose are there: installs them when root, else prints the exact command. On systems without dpkg
 * it only says nothing: their names are not known here.
 * @param {Purpose} purpose
 * @returns {Promise<boolean>} whether all are there
 */
export async function ensureDebianPackages(purpose) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return true;
  const { packages, reason } = debianPackages[purpose];
  const missing = missingOf(packages, await installedPackages());
  if (missing.length === 0) return true;
  const root = process.getuid?.() === 0;
  if (!root) {
    const names = missing.map((choice) => choice.split('|')[0]);
    say(`Debian packages are missing (${reason}). Install them with:`);
    say(`  sudo apt-get install --no-install-recommends ${names.join(' ')}`);
    return false;
  }
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  say(`installing ${missing.length} Debian packages with apt-get, since ${reason} ...`);
  if ((await run('apt-get', ['update', '-q'], { env: environment, stdio: ['ignore', 2, 2] })) !== 0) {
    say('"apt-get update" failed; going on with the package lists that are here.');
  }
  const names = await Promise.all(missing.map(chooseName));
  say(`  apt-get install --no-install-recommends ${names.join(' ')}`);
  const args = ['install', '-q', '-y', '--no-install-recommends', ...names];
  const status = await run('apt-get', args, { env: environment, stdio: ['ignore', 2, 2] });
  if (status !== 0) say(`apt-get ended with status ${status}; its message is above.`);
  return status === 0;
}

/**
 * Filters the choices none of whose names is installed.
 * @param {readonly string[]} choices
 * @param {ReadonlySet<string>} installed
 */
export function missingOf(choices, installed) {
  return choices.filter((choice) => !choice.split('|').some((name) => installed.has(name)));
}

function keyAccess() {
  return ['libudev1', 'libusb-1.0-0'];
}

async function installedPackages() {
  const list = await capture('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}\t${Package}\n']);
  return new Set(
    list
      .split('\n')
      .filter((line) => line.startsWith('ii'))
      .map((line) => line.split('\t')[1] ?? ''),
  );
}

/**
 * Chooses the name that this release of Debian knows.
 * @param {string} choice
 */
async function chooseName(choice) {
  const names = choice.split('|');
  for (const name of names) {
    const policy = await capture('apt-cache', ['policy', name]).catch(() => '');
    if (/Candidate: (?!\(none\))/.test(policy)) return name;
  }
  return names[0] ?? choice;
}
