import type { PluggedKey } from './plugged-key.ts';
import type { IdentityStrength } from './inventory-key.ts';

/** A plugged-in key together with what the inventory knows of it. */
export interface KeyView extends PluggedKey {
  readonly remembered: { readonly keyId: string; readonly label: string; readonly strength: IdentityStrength } | null;
  /** Whether it no longer takes the read access that was kept, which was therefore forgotten. */
  readonly readAccessEnded: boolean;
}
