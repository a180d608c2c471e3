import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { judgeProcess, ownIdentity, processIdentitySchema } from '../records/process-identity.ts';
import { siblings } from './safe-file.ts';
import { errorCode, InventoryError } from './storage-failure.ts';

/*
 * One lock file per inventory, `<file>.in-use`, whose content names its owner. Why it is safe:
 *
 * 1. Taking: the content is written to a private file which is then LINKED to the lock's name. A link either makes the name
 *    or fails because it exists, and whoever sees the name sees whole content. Where links do not exist the name is made
 *    with O_EXCL and filled at once. On a full disk it is made without content, so that the inventory can still be read. A
 *    lock without readable content counts as dead only after `unreadableLimit`, which no reading comes near.
 * 2. Releasing: only the owner removes its own lock, and nobody takes a living owner's away.
 * 3. Taking over a dead owner's lock: two processes that both saw a dead owner D must not both remove "the lock", because
 *    the slower one would remove the faster one's. So D's lock may be removed only by whoever made the file
 *    `<file>.in-use.after-<D's nonce>` (by rule 1), and only after reading again, under that right, that the lock is still
 *    D's. Nonces are never used twice; D is dead and cannot release; a new lock cannot appear while D's stands. So between
 *    reading and removing nothing can change.
 * 4. If the process that held such a right died too, the right is itself a lock of a dead owner, taken over by the same
 *    rule one level deeper. Rights left behind are swept by whoever next holds the lock: they name owners that are gone.
 * 5. A process of another computer or container, or one whose start time the platform does not tell, cannot be judged. Its lock
 *    is dead after `abandonedLimit`, measured between two time stamps of the same file system. Locks are held for one
 *    operation, so that is three orders of magnitude more than a living owner needs.
 *
 * The database engine keeps a lock of its own, the folder `<file>.lock`, and does not notice when its owner died. Only holders of our
 * lock open the file, so whoever has taken ours removes that folder.
 */

const ownerSchema = z.object({ owner: processIdentitySchema, nonce: z.string().regex(/^[0-9a-f]{32}$/) });
type Owner = z.infer<typeof ownerSchema>;

const unreadableLimit = 15_000;
const abandonedLimit = 600_000;
const maximumDepth = 8;

export interface FileLock {
  /** False once another process has judged us dead (rule 5: we slept for longer than the limit). */
  isHeld(): boolean;
  release(): void;
}

export interface LockOptions {
  /** Milliseconds; 2,000 unless told. */
  readonly patience?: number;
}

/** Takes the lock of an inventory file, waiting while another process uses it. Fails with `inventory-locked`. */
export async function lockFile(file: string, options: LockOptions = {}): Promise<FileLock> {
  const lock = `${file}.in-use`;
  const nonce = randomBytes(16).toString('hex');
  const deadline = performance.now() + (options.patience ?? 2_000);
  for (;;) {
    if (claim(lock, nonce)) break;
    if (clearDead(lock, 0)) continue;
    if (performance.now() >= deadline) throw new InventoryError({ kind: 'inventory-locked' });
    await sleep(10 + Math.random() * 30);
  }
  try {
    sweep(lock);
    if (fs.existsSync(`${file}.lock`)) fs.rmdirSync(`${file}.lock`);
  } catch (error) {
    fs.unlinkSync(lock);
    throw error;
  }
  let released = false;
  const isHeld = (): boolean => {
    const owner = readOwner(lock);
    // Without content it is ours or, on a full disk, of somebody who came after us: that one has not written either.
    return !released && owner !== 'gone' && (owner === 'unreadable' || owner.nonce === nonce);
  };
  return {
    isHeld,
    release: () => {
      if (isHeld()) fs.rmSync(lock, { force: true });
      released = true;
    },
  };
}

/** Removes what dead processes left: rights at once (rule 4), drafts when nobody can still be about to link them. */
function sweep(lock: string): void {
  for (const right of siblings(lock, '.after-')) {
    if (!/-(?:draft|stamp)-/.test(right)) fs.rmSync(right, { force: true });
  }
  for (const passing of [...siblings(lock, '-'), ...siblings(lock, '.after-')]) {
    const owner = readOwner(passing);
    if (owner !== 'gone' && isDead(passing, owner)) fs.rmSync(passing, { force: true });
  }
}

/** Makes `name` with our identity in it; false where it exists. */
function claim(name: string, nonce: string): boolean {
  const content = JSON.stringify({ owner: ownIdentity(), nonce } satisfies Owner);
  const draft = `${name}-draft-${nonce}`;
  try {
    fs.writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
    fs.linkSync(draft, name);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    if (code === 'ENOSPC' || code === 'EDQUOT') return claimWith(name, '');
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
    return claimWith(name, content);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function claimWith(name: string, content: string): boolean {
  try {
    fs.writeFileSync(name, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the file `name` if its owner is dead; true where trying to claim it again is worth while. */
function clearDead(name: string, depth: number): boolean {
  const seen = readOwner(name);
  if (seen === 'gone') return true;
  if (!isDead(name, seen) || depth > maximumDepth) return false;
  const right = `${name}.after-${seen === 'unreadable' ? seen : seen.nonce}`;
  if (!claim(right, randomBytes(16).toString('hex'))) return clearDead(right, depth + 1);
  try {
    const now = readOwner(name);
    const same = typeof now === 'object' && typeof seen === 'object' && now.nonce === seen.nonce;
    if (same || (now === 'unreadable' && isDead(name, now))) fs.rmSync(name, { force: true });
    return true;
  } finally {
    fs.rmSync(right, { force: true });
  }
}

function readOwner(name: string): Owner | 'gone' | 'unreadable' {
  try {
    const parsed = ownerSchema.safeParse(JSON.parse(fs.readFileSync(name, 'utf8')));
    return parsed.success ? parsed.data : 'unreadable';
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'gone' : errorCode(error) === null ? 'unreadable' : rethrow(error);
  }
}

function rethrow(error: unknown): never {
  throw error;
}

function isDead(name: string, owner: Owner | 'unreadable'): boolean {
  if (owner === 'unreadable') return ageOf(name) > unreadableLimit;
  const verdict = judgeProcess(owner.owner);
  return verdict === 'dead' || (verdict === 'unknown' && ageOf(name) > abandonedLimit);
}

/** Age in milliseconds by the file system's own clock, which on a network drive is not this computer's. */
function ageOf(name: string): number {
  const stamp = `${name}-stamp-${randomBytes(8).toString('hex')}`;
  try {
    fs.writeFileSync(stamp, '', { flag: 'wx', mode: 0o600 });
    const modified = fs.statSync(name, { throwIfNoEntry: false })?.mtimeMs;
    return modified === undefined ? 0 : fs.statSync(stamp).mtimeMs - modified;
  } finally {
    fs.rmSync(stamp, { force: true });
  }
}
