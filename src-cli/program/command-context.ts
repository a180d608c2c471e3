import { existsSync } from 'node:fs';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { Core } from '../../src-main/create-core.ts';
import { dataLocation } from '../../src-main/inventory/file/data-location.ts';
import type { Inventory } from '../../src-main/inventory/inventory.ts';
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
  #core: Promise<Core> | null = null;
  #inventory: Promise<Inventory> | null = null;

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

  inventory(): Promise<Inventory> {
    this.#inventory ??= this.#openInventory();
    return this.#inventory;
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
    const core = await this.#makers.core(this.options);
    this.#showProgress(core);
    const { watchChanges } = await import('./watch-changes.ts');
    return { ...core, keys: watchChanges(core.keys, (operation) => (this.changing = operation)) };
  }

  /** Shows "touch your key", or "look at it", once per operation; long readings count up on one line. */
  #showProgress(core: Core): void {
    const touchSaid = new Set<KeyHandle>();
    core.keys.subscribe((event) => {
      if (event.type !== 'progress') return;
      const { handle, step, done, total } = event.progress;
      if (step === 'touch' || step === 'hold' || step === 'look') {
        if (touchSaid.has(handle)) return;
        touchSaid.add(handle);
        const name = core.keys.keys().find((key) => key.handle === handle)?.product ?? '';
        this.terminal.note(this.t(step === 'look' ? 'cli.look' : 'cli.touch', { key: displayText(name, 60) }));
      } else if (step === 'finished') {
        touchSaid.delete(handle);
        this.terminal.progress(null);
      } else if (done !== null && total !== null && total > 0) {
        this.terminal.progress(this.t('cli.reading', { done, total }));
      }
    });
  }
}
