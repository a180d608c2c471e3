import type { Importance } from '../domain/account-mark.ts';
import type { CollectedAccount } from './collected-accounts.ts';

/** Categories of the catalogue whose accounts open others, or hold money. */
const weightyCategories: ReadonlySet<string> = new Set([
  'identity',
  'os-signin',
  'password-manager',
  'securities',
  'banking',
  'finance',
  'email',
  'mail',
  'government',
]);

/** Returns how much an account matters: as the person marked it, else by the kind of service. */
export function importanceOf({ mark, service }: Pick<CollectedAccount, 'mark' | 'service'>): Importance {
  return mark?.importance ?? (weightyCategories.has(service.catalogue?.category ?? '') ? 'high' : 'normal');
}
