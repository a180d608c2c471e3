import { deepEqual, equal, match } from 'node:assert/strict';
import { fido2Token, parseRps } from '../fido2-token.ts';
import type { Lab } from '../guest-lab.ts';
import { runProgram, startProgram } from '../programs.ts';
import { hidrawNodes, until } from '../usb-gadget.ts';

/** Runs `npm run virtual-key`: the program that a person starts to try Sparekey without hardware. */
export async function virtualKeyProgramCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  section('npm run virtual-key');
  await check('plugs keys in, obeys, and takes them out again when it ends', async () => {
    const keys = ['--personality', 'both21', '--pin', '123456', '--credentials', '3,5', '--personality', 'u2fOnly'];
    const program = startProgram([process.execPath, 'scripts/virtual-key.mjs', ...keys]);
    const tell = (command: object): void => void program.child.stdin.write(`${JSON.stringify(command)}\n`);
    await program.waitFor((output) => output.includes('"event":"ready"'));
    equal(hidrawNodes().length, 2);
    const node = /"event":"plugged","key":0,"node":"([^"]+)"/.exec(program.output())?.[1] ?? '';
    const { status, stdout } = await fido2Token(['-L', '-r', node], ['123456']);
    equal(status, 0, stdout);
    const rps = parseRps(stdout);
    deepEqual(
      rps.map(({ rpId }) => rpId),
      ['service-000.example', 'service-001.example', 'service-002.example'],
    );
    tell({ command: 'unplug', key: 0 });
    await until(() => hidrawNodes().length === 1, 'the key stayed');
    tell({ command: 'plug', key: 0 });
    await until(() => hidrawNodes().length === 2, 'the key did not come back');
    tell({ command: 'quit' });
    equal((await program.result).status, 0);
    await until(() => hidrawNodes().length === 0, 'keys stayed after the end');
  });
  await check('says what is missing to a user without rights: exit 7', async () => {
    const { status, stderr } = await runProgram(
      [process.execPath, 'scripts/virtual-key.mjs', '--personality', 'both21'],
      { asUser: true },
    );
    equal(status, 7);
    match(stderr, /sudo chmod 0666 \/dev\/uhid/);
  });
}
