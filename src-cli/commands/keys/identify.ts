import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { valueOf } from '../../program/command-failed.ts';
import { chosenKey } from '../../program/key-access.ts';
import { keyReference, nameOf } from './key-document.ts';

/** `identify`: makes one key blink, or asks for a touch, so that a person sees which one it is. */
export async function identify(context: CommandContext): Promise<CommandResult> {
  const candidate = await chosenKey(context);
  const { keys } = await context.core();
  const { by } = valueOf(await keys.identify(candidate.key.handle, { signal: context.signal }));
  return {
    document: { key: keyReference(candidate), done: true, by },
    lines: [context.t(by === 'wink' ? 'cli.identify.wink' : 'cli.identify.touch', { key: nameOf(candidate) })],
  };
}
