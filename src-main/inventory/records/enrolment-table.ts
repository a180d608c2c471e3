import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';

type Group = Map<string, Enrolment>;

/** Enrolments by key. A copy shares the groups of keys until one of them is changed: of 100,000 records a change copies a hundred. */
export class EnrolmentTable {
  readonly #groups: Map<string, Group>;
  readonly #own = new Set<string>();
  /** The key of each record, made when it is first asked for. */
  #keyOf: Map<string, string> | null = null;

  constructor(groups: ReadonlyMap<string, Group> = new Map()) {
    this.#groups = new Map(groups);
  }

  /** Copies the table; what is changed in one does not show in the other. */
  copy(): EnrolmentTable {
    // From now on both share every group, so neither may write into one.
    this.#own.clear();
    return new EnrolmentTable(this.#groups);
  }

  get size(): number {
    let size = 0;
    for (const group of this.#groups.values()) size += group.size;
    return size;
  }

  get(id: string): Enrolment | undefined {
    if (this.#keyOf === null) {
      this.#keyOf = new Map();
      for (const record of this.values()) this.#keyOf.set(record.id, record.keyId);
    }
    const keyId = this.#keyOf.get(id);
    return keyId === undefined ? undefined : this.#groups.get(keyId)?.get(id);
  }

  *values(): Generator<Enrolment> {
    for (const group of this.#groups.values()) yield* group.values();
  }

  /** Lists the records of one key. */
  of(keyId: string): Enrolment[] {
    return [...(this.#groups.get(keyId)?.values() ?? [])];
  }

  /** Lists the keys that have any. */
  keyIds(): Iterable<string> {
    return this.#groups.keys();
  }

  /** Sets a record, which never moves from one key to another. */
  set(id: string, record: Enrolment): void {
    this.#writable(record.keyId).set(id, record);
    this.#keyOf?.set(id, record.keyId);
  }

  delete(id: string): boolean {
    const keyId = this.get(id)?.keyId;
    if (keyId === undefined) return false;
    const group = this.#writable(keyId);
    group.delete(id);
    this.#keyOf?.delete(id);
    if (group.size === 0) this.#groups.delete(keyId);
    return true;
  }

  #writable(keyId: string): Group {
    const group = this.#groups.get(keyId);
    if (group !== undefined && this.#own.has(keyId)) return group;
    const copy: Group = new Map(group);
    this.#groups.set(keyId, copy);
    this.#own.add(keyId);
    return copy;
  }
}
