// npm run virtual-key -- ARGUMENTS: plugs a simulated key into this Linux machine as a kernel HID device.
import { accessSync, constants, existsSync } from 'node:fs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { inProject } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { say } from './lib/say.mjs';

await mainScript(async () => {
  await ensureDependencies();
  const args = process.argv.slice(2);
  const obstacle = args.includes('--help') ? null : whyNot();
  if (obstacle !== null) {
    for (const line of obstacle) say(line);
    return 7;
  }
  // Each plugged key holds a thread of Node's pool.
  const env = { UV_THREADPOOL_SIZE: process.env['UV_THREADPOOL_SIZE'] ?? '32' };
  return run('node', [inProject('src-virtual-key', 'uhid', 'run-uhid.ts'), ...args], { cwd: process.cwd(), env });
});

/** @returns {string[] | null} what stands in the way, with the fix */
function whyNot() {
  if (process.platform !== 'linux') {
    return [
      'a simulated key can be plugged into Linux only (/dev/uhid). Elsewhere use --demo in the app and the command line.',
    ];
  }
  if (!existsSync('/dev/uhid')) {
    return [
      '/dev/uhid is missing: the kernel module "uhid" is not loaded. Load it with:  sudo modprobe uhid',
      'In a container, or with a kernel without uhid, use the virtual machine of "npm run test:hidraw" instead.',
    ];
  }
  try {
    accessSync('/dev/uhid', constants.R_OK | constants.W_OK);
    return null;
  } catch {
    return [
      'this user may not use /dev/uhid. Run it as root, or allow it until the next start with:  sudo chmod 0666 /dev/uhid',
    ];
  }
}
