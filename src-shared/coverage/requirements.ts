/** The things that another way in needs besides itself. */
export interface MethodNeeds {
  readonly wayIds: readonly string[];
  readonly keyIds: readonly string[];
  readonly deviceIds: readonly string[];
  readonly places: readonly string[];
  readonly accounts: readonly NeededAccount[];
  /** Whether it needs something remembered, a password: assumed, unless a person said otherwise. */
  readonly memory: boolean;
  readonly people: boolean;
  /** Whether nobody has what it needs: it then opens nothing. */
  readonly nobody: boolean;
  /** Whether nobody said so: it then follows from kind and name. */
  readonly assumed: boolean;
}

export interface NeededAccount {
  /** Account of the report; null where it is not known which one, or how a person gets into it. */
  readonly accountId: string | null;
  /** The name that a person uses: the provider of a vault, a mail address, a service. */
  readonly name: string;
  /** Question of the report that would settle it. */
  readonly questionId: string | null;
}

/** The reason why a way in that goes through other accounts is lost with one thing. */
export interface Chain {
  readonly wayIds: readonly string[];
  /** Accounts of the report, nearest first; the last one is opened only by what is lost. */
  readonly accountIds: readonly string[];
  /** Loss units that close it; empty where nothing opens the last account even now. */
  readonly lossUnitNames: readonly string[];
}
