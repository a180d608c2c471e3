import { defineCommand } from '../../program/command.ts';
import { valueOf } from '../../program/command-failure.ts';
import { chosenKey } from '../../program/key-access.ts';
import { flag } from '../../program/options.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';

/** `identify`: makes one key blink, or asks for a touch, so that a person sees which one it is. */
export const identify = defineCommand({
  summary: 'cli.identify',
  options: { touch: flag('--touch', 'cli.option.touch') },
  run: async (context, { touch }) => {
    const candidate = await chosenKey(context);
    const { keys } = await context.core();
    const { by } = valueOf(
      await keys.run('identify', candidate.key.handle, { byTouch: touch }, { signal: context.signal }),
    );
    return { candidate, by };
  },
  document: (_, { candidate, by }) => ({ key: keyReference(candidate), done: true, by }),
  lines: ({ t }, { candidate, by }) => [
    t(by === 'wink' ? 'cli.identify.wink' : 'cli.identify.touch', { key: nameOf(candidate) }),
  ],
});
