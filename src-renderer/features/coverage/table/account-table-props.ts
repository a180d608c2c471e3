import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import type { Addition } from '../additions.ts';
import type { KeyColumnsInput } from './use-key-columns.tsx';

/** The accounts and keys of the table, and what a press in it does. */
export interface AccountTableProps extends KeyColumnsInput {
  readonly rows: readonly AccountEntry[];
  /** Words of the search, which are marked. */
  readonly words: readonly string[];
  readonly compact: boolean;
  readonly selectedAccountId: string | null;
  readonly additionFor: (entry: AccountEntry) => Addition | null;
  readonly onAdd: (addition: Addition) => void;
  /** Opens an account, and with a key what is known of the two. */
  readonly onOpen: (accountId: string, keyId: string | null) => void;
  /** Asks what if this key were lost. */
  readonly onAsk: (keyId: string) => void;
}
