import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { projectRoot } from './paths.mjs';
import { capture, run } from './run.mjs';

/**
 * @typedef {object} UserLaunch
 * @property {string} executablePath a wrapper: same arguments as the program, run as the ordinary user
 * @property {string} projectRoot where that user finds the project
 * @property {string} homeFolder the user's own, empty folder (HOME; put --user-data-dir below it)
 * @property {() => void} stop removes the wrapper and the folder
 */

/**
 * Prepares to run a program of the project as an ordinary user, which only root can: for tests of what a user without
 * rights meets and of Chromium's sandbox, which does not work as root. Where the project lies in a folder that other
 * users cannot enter, the wrapper shows it to them at another path, in a mount namespace of its own.
 * @param {string} executable
 * @param {{ uid?: number, xauthority?: string | undefined }} [options] default: user and group 1000
 * @returns {Promise<UserLaunch>}
 */
export async function ordinaryUserLaunch(executable, options = {}) {
  if (process.getuid?.() !== 0) throw new Error('only root can start a program as another user');
  const uid = options.uid ?? 1000;
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-user-'));
  chmodSync(folder, 0o755);
  const homeFolder = join(folder, 'home');
  mkdirSync(homeFolder, { mode: 0o700 });
  chownSync(homeFolder, uid, uid);
  const xauthority = options.xauthority ?? process.env.XAUTHORITY;
  if (xauthority !== undefined && existsSync(xauthority)) {
    const copy = join(homeFolder, 'authority');
    copyFileSync(xauthority, copy);
    chownSync(copy, uid, uid);
  }
  const drop = ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--no-new-privs'];
  // Without --no-new-privs for the program itself: a setuid chrome-sandbox is a legitimate way to build the sandbox.
  const dropForProgram = drop.slice(0, -1);
  const direct = (await run(drop[0] ?? '', [...drop.slice(1), 'test', '-r', executable], { stdio: 'ignore' })) === 0;
  const seenRoot = direct ? projectRoot : join(folder, 'project');
  if (!direct) {
    mkdirSync(seenRoot);
    await capture('unshare', ['-m', 'true']).catch((error) => {
      rmSync(folder, { recursive: true, force: true });
      throw new Error(`user ${uid} cannot read ${projectRoot}, and mount namespaces are not allowed here`, {
        cause: error,
      });
    });
  }
  const seenExecutable = direct ? executable : join(seenRoot, relative(projectRoot, executable));
  const wrapper = join(folder, 'launch');
  writeFileSync(wrapper, wrapperScript({ direct, seenRoot, seenExecutable, homeFolder, drop: dropForProgram }), {
    mode: 0o755,
  });
  return {
    executablePath: wrapper,
    projectRoot: seenRoot,
    homeFolder,
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @param {{ direct: boolean, seenRoot: string, seenExecutable: string, homeFolder: string, drop: string[] }} launch */
function wrapperScript({ direct, seenRoot, seenExecutable, homeFolder, drop }) {
  const environment = [
    `HOME=${homeFolder}`,
    `XDG_CONFIG_HOME=${homeFolder}/.config`,
    `XDG_DATA_HOME=${homeFolder}/.local/share`,
    `XDG_CACHE_HOME=${homeFolder}/.cache`,
    `XDG_RUNTIME_DIR=${homeFolder}`,
    `XAUTHORITY=${homeFolder}/authority`,
  ];
  const program = ['exec', 'env', ...environment, ...drop, seenExecutable].map(shellQuote).join(' ');
  if (direct) return `#!/bin/sh\ncd ${shellQuote(homeFolder)}\n${program} "$@"\n`;
  const inner = `mount --bind ${shellQuote(projectRoot)} ${shellQuote(seenRoot)} && cd ${shellQuote(homeFolder)} && ${program} "$@"`;
  return `#!/bin/sh\nexec unshare -m --propagation private sh -c ${shellQuote(inner)} launch "$@"\n`;
}

/** @param {string} text */
function shellQuote(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
