import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import { areTriesFew } from '../../src-shared/lib/pin-tries.ts';
import { Pin } from '../../src-main/ctap2/pin-uv-auth/pin.ts';
import type { CommandContext } from './command-context.ts';
import { CommandFailed, UsageError } from './command-failure.ts';
import { nameOf } from './key-reference.ts';
import { isTypedByKey } from '../terminal/secret-line.ts';
import type { KeyCandidate } from './select-key.ts';

/** Asks for the present PIN of a key. The tries left are shown before; where some were lost and few are left the person must confirm. */
export async function askKeyPin(context: CommandContext, candidate: KeyCandidate): Promise<Pin> {
  if (context.options.byFinger) throw new UsageError(context.t('cli.usage.pin-only'));
  const state = candidate.key.facts?.pin;
  if (state?.blocked === true) throw new CommandFailed({ kind: 'pin-blocked' });
  if (state?.needsReplug === true) context.terminal.note(context.t('cli.pin.locked'));
  if (candidate.unseen) context.terminal.note(context.t('cli.pin.unknown-key'));
  await confirmFewTries(context, state);
  return askPin(
    context,
    context.t('cli.prompt.pin', { key: nameOf(candidate), retriesLeft: state?.retriesLeft ?? -1 }),
  );
}

/** Asks for a new PIN twice, after the key's own rules. */
export async function askNewPin(context: CommandContext, candidate: KeyCandidate): Promise<Pin> {
  const { t, terminal } = context;
  const state = candidate.key.facts?.pin;
  if (state !== undefined) for (const rule of pinRules(context, state)) terminal.note(rule);
  const pin = await askPin(context, t('cli.prompt.new-pin', { key: nameOf(candidate) }));
  if (context.options.pinStdin) return pin;
  try {
    const again = await askPin(context, t('cli.prompt.new-pin-again'));
    try {
      if (!pin.equals(again)) throw new CommandFailed({ kind: 'cancelled' }, t('cli.pin.not-the-same'));
      return pin;
    } finally {
      again.wipe();
    }
  } catch (error) {
    pin.wipe();
    throw error;
  }
}

/** Lists the rules of a new PIN, for a person to read before typing it. */
function pinRules({ t }: Pick<CommandContext, 't'>, state: PinState): string[] {
  return [
    t('cli.pin.rule.length', { minimum: state.minLength, maximum: state.maxLength }),
    ...(state.complexityEnforced ? [t('cli.pin.rule.complexity')] : []),
    t('cli.pin.rule.reset'),
  ];
}

/** Asks for the passphrase of the inventory (or its recovery code), once. */
export async function askPassphrase(context: CommandContext, prompt: string): Promise<Uint8Array> {
  if (context.options.passphraseStdin) {
    const line = await context.terminal.readSecretLine();
    if (line === null) throw new UsageError(context.t('cli.usage.stdin-ended'));
    return line;
  }
  if (!context.terminal.canAsk) throw new CommandFailed({ kind: 'inventory-needs-passphrase' });
  return context.terminal.askSecret(prompt, context.signal);
}

async function askPin(context: CommandContext, prompt: string): Promise<Pin> {
  const bytes = await readPinBytes(context, prompt);
  try {
    const pin = Pin.fromUtf8(bytes);
    if (pin === null) throw new CommandFailed({ kind: 'pin-malformed' });
    return pin;
  } finally {
    bytes.fill(0);
  }
}

async function readPinBytes(context: CommandContext, prompt: string): Promise<Uint8Array> {
  const { terminal, t } = context;
  if (context.options.pinStdin) {
    const line = await terminal.readSecretLine();
    if (line === null) throw new UsageError(t('cli.usage.stdin-ended'));
    return line;
  }
  if (!terminal.canAsk) throw new UsageError(t('cli.usage.no-terminal'));
  for (;;) {
    const line = await terminal.askSecret(prompt, context.signal);
    if (line.length === 0) throw new CommandFailed({ kind: 'cancelled' });
    if (!isTypedByKey(line)) return line;
    line.fill(0);
    terminal.note(t('cli.pin.typed-by-key'));
  }
}

async function confirmFewTries(context: CommandContext, state: PinState | undefined): Promise<void> {
  if (state === undefined || !areTriesFew(state) || context.options.lowTries) return;
  const retriesLeft = state.retriesLeft ?? 0;
  const { t, terminal } = context;
  terminal.note(t('cli.pin.few-tries', { retriesLeft }));
  if (context.options.pinStdin || !terminal.canAsk) throw new UsageError(t('cli.usage.low-tries'));
  const word = retriesLeft === 1 ? t('cli.word.last') : t('cli.word.yes');
  const answer = await terminal.askLine(t('cli.prompt.few-tries', { word }), context.signal);
  if (answer.trim().toLowerCase() !== word) throw new CommandFailed({ kind: 'cancelled' });
}
