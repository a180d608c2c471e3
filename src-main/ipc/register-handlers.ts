import type { Contract, EventLeaf, HandlersOf, RequestLeaf } from '../../src-shared/ipc/define-contract.ts';
import { channelName } from '../../src-shared/ipc/leaf-names.ts';
import { answer, type Envelope, type IpcErrorCode, refuse } from '../../src-shared/ipc/envelope.ts';
import type { RateLimit } from './rate-limit.ts';
import type { InvokeEvent } from './sender-check.ts';

/** The part of Electron's ipcMain that registering needs. */
export interface InvokeRegistry {
  handle(channel: string, listener: (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>): void;
  removeHandler(channel: string): void;
}

export interface RegisterOptions {
  readonly registry: InvokeRegistry;
  readonly isTrusted: (event: InvokeEvent) => boolean;
  readonly rateLimit: RateLimit;
  /** Gets one safe line per refusal or defect; never an argument. */
  readonly log: (line: string) => void;
}

const texts: Readonly<Record<IpcErrorCode, string>> = {
  'untrusted-sender': 'this sender may not ask this',
  'malformed-input': 'the input does not fit the contract',
  'rate-limited': 'too many calls',
  failed: 'the request could not be answered; the log says more',
  closed: 'the other side has ended',
};

/**
 * Registers a function for every request of a contract. For each call: check the sender, the rate, the input; call; check
 * the output; answer in an envelope. Nothing is ever thrown across, nothing refused goes unanswered or unlogged.
 * Returns how to unregister.
 */
export function registerHandlers<C extends Contract>(
  contract: C,
  handlers: HandlersOf<C>,
  options: RegisterOptions,
): () => void {
  const byGroup = handlers as Readonly<Record<string, Readonly<Record<string, (input: unknown) => unknown>>>>;
  const channels: string[] = [];
  for (const [group, leaves] of Object.entries(contract)) {
    for (const [name, leaf] of Object.entries<RequestLeaf | EventLeaf>(leaves)) {
      if (leaf.type !== 'request') continue;
      const handler = byGroup[group]?.[name];
      if (handler === undefined) throw new Error(`no handler for ${group}.${name}`);
      const channel = channelName(group, name);
      channels.push(channel);
      options.registry.handle(channel, (event, ...args) => run(channel, leaf, handler, options, event, args));
    }
  }
  return () => {
    for (const channel of channels) options.registry.removeHandler(channel);
  };
}

async function run(
  channel: string,
  leaf: RequestLeaf,
  handler: (input: unknown) => unknown,
  options: RegisterOptions,
  event: InvokeEvent,
  args: readonly unknown[],
): Promise<Envelope<unknown>> {
  const refused = (code: IpcErrorCode, detail = ''): Envelope<never> => {
    options.log(`${channel} refused: ${code}${detail}`);
    return refuse(code, texts[code]);
  };
  if (!options.isTrusted(event)) return refused('untrusted-sender');
  if (!options.rateLimit.take(event.sender.id)) return refused('rate-limited');
  if (args.length > 1) return refused('malformed-input');
  try {
    const input = leaf.input.safeParse(args[0]);
    if (!input.success) return refused('malformed-input');
    const output = leaf.output.safeParse(await handler(input.data));
    return output.success ? answer(output.data) : refused('failed', ': the answer does not fit the contract');
  } catch (error) {
    // Only the class of the error: a message may hold a path or a name.
    return refused('failed', `: ${error instanceof Error ? error.name : 'unknown error'}`);
  }
}
