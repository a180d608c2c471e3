import { unlistableFailure } from '../../src-shared/domain/capability.ts';
import type { BackupItem, BackupPlan } from '../../src-shared/plans/backup-plan-types.ts';
import type { PasskeyEndpoints } from '../../src-shared/public-suffix/passkey-endpoints.ts';
import { newlyOnSpare, type NewOnSpare } from '../../src-shared/plans/newly-on-spare.ts';
import { type PluggedAs, spareAmong } from '../../src-shared/plans/spare-among.ts';
import type { BackupSession } from '../../src-shared/domain/backup-session.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { EndpointHosts, SpareReading } from '../../src-shared/ipc/backup-contract.ts';
import type { AppContract, Reading } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { EndpointsAnswer } from '../network/ask-passkey-endpoints.ts';
import type { BackupItemState, Inventory } from '../inventory/inventory.ts';
import type { KeysHandlers } from './keys-handlers.ts';
import { keyLook } from './pin-window-key.ts';
import type { Ask } from './question.ts';

export interface BackupHandlersOptions {
  readonly inventory: Inventory;
  readonly keys: () => readonly KeyView[];
  /** The handlers of the group `keys`: the same PIN window, the same way of storing a reading. */
  readonly reading: Pick<KeysHandlers, 'unlock' | 'listPasskeys'>;
  readonly plan: (snapshot: InventorySnapshot, session: BackupSession) => BackupPlan | null;
  readonly openServicePage: (serviceId: string) => Promise<Outcome<null>>;
  readonly ask: Ask;
  readonly askEndpoints: (rpId: string) => Promise<EndpointsAnswer>;
  /** Opens an address of a host that is named with it, after showing the host. */
  readonly openOwnPage: (url: string) => Promise<Outcome<null>>;
}

interface OpenSession {
  readonly session: BackupSession;
  readonly plan: BackupPlan;
  readonly snapshot: InventorySnapshot;
}

const noSession = { kind: 'input-invalid', detail: 'no such backup session' } as const;
const noAccount = { kind: 'input-invalid', detail: 'this account is not in the backup session' } as const;

/** Answers what a window asks of a backup session. Accounts come from our own plan; the window only names them. */
export function createBackupHandlers(options: BackupHandlersOptions): HandlersOf<AppContract>['backup'] {
  const { inventory } = options;
  /** Answers of services in this run of the program, by account: the window never sends an address. */
  const answers = new Map<string, PasskeyEndpoints>();

  async function openSession(sessionId: string): Promise<Outcome<OpenSession>> {
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return snapshot;
    const session = snapshot.value.backupSessions.find(({ id }) => id === sessionId);
    const plan = session === undefined ? null : options.plan(snapshot.value, session);
    return session === undefined || session.closedAt !== null || plan === null
      ? failed(noSession)
      : success({ session, plan, snapshot: snapshot.value });
  }

  async function withItem<Value>(
    { sessionId, accountId }: { readonly sessionId: string; readonly accountId: string },
    run: (item: BackupItem, open: OpenSession) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> {
    const open = await openSession(sessionId);
    if (!open.ok) return open;
    const item = open.value.plan.items.find(({ account }) => account.accountId === accountId);
    return item === undefined ? failed(noAccount) : run(item, open.value);
  }

  async function note(
    sessionId: string,
    accountId: string,
    item: { readonly state: BackupItemState; readonly reason: string | null } | null,
  ): Promise<Outcome<null>> {
    const noted = await inventory.setBackupItem(sessionId, accountId, item);
    return noted.ok ? success(null) : noted;
  }

  /** Records that a page was opened, but only where nothing better is known of the account. */
  async function noteOpened(open: OpenSession, { account, state }: BackupItem): Promise<Outcome<null>> {
    if (state === 'ticked' || state === 'told') return success(null);
    return note(open.session.id, account.accountId, { state: 'opened', reason: null });
  }

  async function tick(sessionId: string, before: BackupPlan | null): Promise<Outcome<NewOnSpare>> {
    const open = await openSession(sessionId);
    if (!open.ok) return open;
    const news = newlyOnSpare(open.value.session, open.value.plan, before);
    for (const accountId of [...news.added, ...news.found]) {
      const noted = await note(sessionId, accountId, { state: 'ticked', reason: null });
      if (!noted.ok) return noted;
    }
    return success(news);
  }

  async function readSpare(sessionId: string): Promise<Outcome<SpareReading>> {
    const open = await openSession(sessionId);
    if (!open.ok) return open;
    const { plan } = open.value;
    const choice = spareAmong(options.keys().flatMap(pluggedAs), plan);
    if (choice.state !== 'key') return success(choice);
    const { handle } = choice.key;
    const reading = await readKey(choice.key, plan.spare.label);
    if (!reading.ok) return reading;
    const { listing, stored } = reading.value;
    if (stored.state === 'not-stored') return success({ state: 'not-stored', reason: stored.reason });
    if (stored.state === 'which-key') return success({ ...stored, handle, listing });
    if (stored.keyId !== plan.spare.id) {
      const snapshot = await inventory.snapshot();
      const label = snapshot.ok ? snapshot.value.keys.find(({ id }) => id === stored.keyId)?.label : undefined;
      return success({ state: 'other-key-read', handle, listing, label: label ?? '' });
    }
    const news = await tick(sessionId, plan);
    return news.ok
      ? success({ state: 'read', handle, listing, added: [...news.value.added], found: [...news.value.found] })
      : news;
  }

  /**
   * Reads the spare. One PIN serves a batch; the browser's own use of the key ends it (CTAP 2.1 §6.5.2.1), and then it is asked for again.
   */
  async function readKey({ handle, unlocked, facts }: KeyView, expected: string): Promise<Outcome<Reading>> {
    const { listPasskeys } = facts?.capabilities ?? {};
    if (listPasskeys?.answer === 'no') return failed(unlistableFailure(listPasskeys.reason));
    if (!unlocked) return options.reading.unlock({ handle }, expected);
    const again = await options.reading.listPasskeys({ handle });
    return !again.ok && again.failure.kind === 'pin-required' ? options.reading.unlock({ handle }, expected) : again;
  }

  return {
    start: async (keys) => {
      const started = await inventory.startBackupSession(keys);
      return started.ok ? success({ sessionId: started.value.id, resumed: started.value.resumed }) : started;
    },
    openPage: (input) =>
      withItem(input, async (item, open) => {
        const opened = await options.openServicePage(item.service.serviceId);
        return opened.ok ? noteOpened(open, item) : opened;
      }),
    tell: (input) =>
      withItem(input, async ({ account, service, canTell }, { session, plan }) => {
        if (!canTell) return failed(noAccount);
        const manual = await inventory.addManual({
          keyId: plan.spare.id,
          serviceId: service.inCatalogue || account.rpId === null ? service.serviceId : null,
          rpId: account.rpId,
          userName: account.userName ?? account.userDisplayName,
          note: null,
        });
        return manual.ok ? note(session.id, account.accountId, { state: 'told', reason: null }) : manual;
      }),
    skip: ({ reason, ...input }) =>
      withItem(input, ({ account }, { session }) => note(session.id, account.accountId, { state: 'skipped', reason })),
    resume: (input) => withItem(input, ({ account }, { session }) => note(session.id, account.accountId, null)),
    readSpare: ({ sessionId }) => readSpare(sessionId),
    tick: async ({ sessionId }) => {
      const news = await tick(sessionId, null);
      return news.ok ? success({ ticked: [...news.value.added, ...news.value.found] }) : news;
    },
    close: async ({ sessionId }) => {
      const closed = await inventory.closeBackupSession(sessionId);
      return closed.ok ? success(null) : closed;
    },
    askEndpoints: (input) =>
      withItem<EndpointHosts>(input, async ({ rpIdToAsk }, { snapshot }) => {
        if (!snapshot.preferences.allowPasskeyEndpoints) return success({ state: 'none', reason: 'not-allowed' });
        if (rpIdToAsk === null) return success({ state: 'none', reason: 'not-askable' });
        // A page can make up an account, and with it the name that is sent.
        if (!(await options.ask({ kind: 'ask-service', host: rpIdToAsk }))) return failed({ kind: 'cancelled' });
        const answer = await options.askEndpoints(rpIdToAsk);
        if (answer.state === 'none') return success(answer);
        answers.set(input.accountId, answer.endpoints);
        const { enroll, manage } = answer.endpoints;
        return success({ state: 'found', enroll: hostOf(enroll), manage: hostOf(manage) });
      }),
    openEndpoint: ({ page, ...input }) =>
      withItem(input, async (item, open) => {
        const url = answers.get(input.accountId)?.[page] ?? null;
        if (url === null) return failed(noAccount);
        const opened = await options.openOwnPage(url);
        return opened.ok ? noteOpened(open, item) : opened;
      }),
  };
}

function pluggedAs(key: KeyView): PluggedAs<KeyView>[] {
  if (key.facts === null) return [];
  const name = key.remembered?.label ?? keyLook(key);
  return [{ key, keyId: key.remembered?.keyId ?? null, name, facts: key.facts }];
}

function hostOf(url: string | null): string | null {
  return url === null ? null : new URL(url).host;
}
