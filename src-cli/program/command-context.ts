import { existsSync } from 'node:fs';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { SentToKey } from '../../src-shared/domain/sent-command.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { Core } from '../../src-main/create-core.ts';
import { dataLocation } from '../../src-main/inventory/file/data-location.ts';
import type { ReadAccessVault } from '../../src-main/keys/read-access/read-access-vault.ts';
import type { Inventory } from '../../src-main/inventory/inventory.ts';
import type { MetadataStore } from '../../src-main/metadata/metadata-store.ts';
import { CommandFailed } from './command-failure.ts';
import type { OperationName } from '../../src-shared/operations/operation-names.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Makers } from './makers.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface ContextParts {
  readonly options: GlobalOptions;
  readonly terminal: Terminal;
  readonly t: Translate;
  readonly locale: Locale;
  readonly signal: AbortSignal;
  readonly makers: Makers;
}

/**
 * Options, terminal, core and inventory of one command. Core and inventory are created when they are first used: most commands need only
 * one.
 */
export class CommandContext {
  readonly options: GlobalOptions;
  readonly terminal: Terminal;
  readonly t: Translate;
  readonly locale: Locale;
  readonly signal: AbortSignal;
  /** Operation under way that may have changed its key; null where there is none. */
  changing: OperationName | null = null;
  /** Whether several keys wait for a touch that chooses one: that is said once for all. */
  isChoosing = false;
  #core: Promise<Core> | null = null;
  #inventory: Promise<Inventory> | null = null;
  #onlyChosen = true;

  readonly #makers: Makers;

  constructor({ options, terminal, t, locale, signal, makers }: ContextParts) {
    this.options = options;
    this.terminal = terminal;
    this.t = t;
    this.locale = locale;
    this.signal = signal;
    this.#makers = makers;
  }

  core(): Promise<Core> {
    this.#core ??= this.#createCore();
    return this.#core;
  }

  /** Returns the read access that is kept, without the core where that is not needed for something else. */
  async readAccess(): Promise<ReadAccessVault> {
    return this.#core === null ? this.#makers.readAccess(this.options) : (await this.#core).readAccess;
  }

  /** Allows the core to see every key, also where `--key` names a path. To be called before it is used. */
  lookAtAllKeys(): void {
    this.#onlyChosen = false;
  }

  inventory(): Promise<Inventory> {
    this.#inventory ??= this.#openInventory();
    return this.#inventory;
  }

  /** Opens the metadata of models that were imported. */
  metadata(): Promise<MetadataStore> {
    return this.#makers.metadata(this.options);
  }

  /** Returns what was sent to keys so far; nothing where none was looked for. */
  async sent(): Promise<readonly SentToKey[]> {
    const core = await this.#core?.catch(() => null);
    return core?.keys.sent() ?? [];
  }

  /** Checks for signals between parts of a long computation. Throws CommandFailed 'cancelled' after one. */
  async checkInterrupt(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.signal.aborted) throw new CommandFailed({ kind: 'cancelled' });
  }

  /** Checks that no key is plugged in where that is known without the core. */
  async isNoKeyPluggedIn(): Promise<boolean> {
    return this.#core === null && (await this.#makers.isNoKeyPluggedIn?.(this.options)) === true;
  }

  /** Checks whether the system hides keys from this program, so that an empty list says nothing. */
  async areKeysHidden(): Promise<boolean> {
    return (await this.#makers.areKeysHidden?.(this.options)) === true;
  }

  /** Checks whether there is anything to open, without loading the database for it. */
  hasInventory(): boolean {
    if (this.#inventory !== null) return true;
    if (this.options.demo) return true;
    return existsSync(this.options.inventory ?? dataLocation().inventory);
  }

  async close(): Promise<void> {
    await Promise.all([this.#core, this.#inventory].map(async (part) => (await part?.catch(() => null))?.close()));
  }

  async #openInventory(): Promise<Inventory> {
    const inventory = await this.#makers.inventory(this.options, this.locale, this.t('cli.key.unnamed'));
    if (this.options.notSecret) inventory.sayNoSecret('all');
    return inventory;
  }

  async #createCore(): Promise<Core> {
    const core = await this.#makers.core(this.#onlyChosen ? this.options : { ...this.options, key: undefined });
    this.#showProgress(core);
    const { watchChanges } = await import('./watch-changes.ts');
    return { ...core, keys: watchChanges(core.keys, (operation) => (this.changing = operation)) };
  }

  /** Shows "touch your key", or "look at it", once for each that an operation needs; long readings count up on one line. */
  #showProgress(core: Core): void {
    const said = new Map<KeyHandle, number | null>();
    const productOf = (handle: KeyHandle): string =>
      displayText(core.keys.keys().find((key) => key.handle === handle)?.product ?? '', 60);
    core.keys.subscribe((event) => {
      if (event.type !== 'progress') return;
      const { handle, operation, step, done, total, sample } = event.progress;
      if (step === 'touch' || step === 'hold' || step === 'look') {
        if (this.isChoosing || (said.has(handle) && said.get(handle) === done)) return;
        said.set(handle, done);
        const isSecond = step === 'touch' && done !== null && done > 1;
        this.terminal.note(this.t(isSecond ? 'cli.touch-again' : `cli.${step}`, { key: productOf(handle) }));
      } else if (operation === 'unlock-by-finger' && step === 'finger') {
        this.terminal.note(this.t('cli.by-finger.place', { key: productOf(handle) }));
      } else if (step === 'finger') {
        this.terminal.note(
          sample === null
            ? this.t('cli.fingerprints.place', { key: productOf(handle) })
            : this.t('cli.fingerprints.sample', {
                sample: this.t(`fingerprint.sample.${sample}`),
                count: this.t('fingerprint.count-of-total', { done: done ?? 0, total: total ?? 0 }),
              }),
        );
      } else if (step === 'finished') {
        said.delete(handle);
        this.terminal.progress(null);
      } else if (done !== null && total !== null && total > 0) {
        this.terminal.progress(this.t('cli.reading', { done, total }));
      }
    });
  }
}
