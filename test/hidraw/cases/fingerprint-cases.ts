import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { z } from 'zod';
import { sparekey } from '../command-line.ts';
import { fido2Token } from '../fido2-token.ts';
import type { Lab } from '../guest-lab.ts';

const pin = '123456';
const listAnswer = z.object({
  fingerprints: z.array(z.object({ templateId: z.string(), name: z.string().nullable() })),
  sensor: z.object({ samples: z.number() }),
});

/** Adds, names and removes fingerprints with libfido2's program and with ours: what one does the other must read. */
export async function fingerprintCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  section('fingerprints: fido2-token and sparekey on one key');
  const key = await lab.uhid({ personality: 'bio', seed: 91, pin }, 'approve');
  const ours = async (): Promise<readonly (readonly [string, string | null])[]> => {
    const { json, stderr } = await sparekey(['fingerprints', 'list', '--key', key.node], { pin });
    const parsed = listAnswer.safeParse(json);
    ok(parsed.success, stderr);
    return parsed.data.fingerprints.map(({ templateId, name }) => [templateId, name] as const);
  };
  const theirs = async (): Promise<string> => (await fido2Token(['-L', '-e', key.node], [pin])).stdout;
  const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
  const onKey = () => key.key.state.fingerprints.map(({ id, name }) => [id, name] as const);
  const [theirNumber, ourNumber] = [0, 1];
  const idOf = (number: number): string => onKey()[number]?.[0] ?? '';

  await check('-S -e: enrols a finger, which sparekey then lists', async () => {
    const enrolled = await fido2Token(['-S', '-e', key.node], [pin]);
    equal(enrolled.status, 0, enrolled.stdout);
    equal(onKey().length, 1);
    deepEqual(await ours(), onKey());
  });

  await check('fingerprints add: through samples that are not taken, and named; fido2-token lists both', async () => {
    key.key.planSamples([7, 1]);
    const added = await sparekey(['fingerprints', 'add', '--name', 'ours', '--key', key.node], { pin });
    equal(added.status, 0, added.stderr);
    match(added.stderr, /\(4 of 4\)/);
    deepEqual(
      onKey().map(([, name]) => name),
      [null, 'ours'],
    );
    const listed = await theirs();
    for (const [id] of onKey()) ok(listed.includes(base64(id)), listed);
    match(listed, /ours/);
  });

  await check('-S -e -i -n: names one, as sparekey reads it; fingerprints rename the other way', async () => {
    const id = base64(idOf(theirNumber));
    equal((await fido2Token(['-S', '-e', '-i', id, '-n', 'theirs', key.node], [pin])).status, 0);
    deepEqual(
      (await ours()).map(([, name]) => name),
      ['theirs', 'ours'],
    );
    const args = ['fingerprints', 'rename', idOf(ourNumber), 'renamed', '--key', key.node];
    equal((await sparekey(args, { pin })).json['named'], true);
    match(await theirs(), /renamed/);
  });

  await check('-D -e -i: removes one; fingerprints remove the other', async () => {
    equal((await fido2Token(['-D', '-e', '-i', base64(idOf(theirNumber)), key.node], [pin])).status, 0);
    deepEqual(await ours(), onKey());
    const args = ['fingerprints', 'remove', 'renamed', '--yes', '--key', key.node];
    equal((await sparekey(args, { pin })).json['stillListed'], false);
    equal(onKey().length, 0);
    deepEqual(await ours(), []);
  });
  await check('the virtual keys had no fault of their own', () => lab.clear());
}
