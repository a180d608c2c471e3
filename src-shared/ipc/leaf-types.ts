import type { Contract, LeafTypesOf } from './define-contract.ts';

/** Returns for each leaf of a contract whether it is a request or an event. */
export function leafTypes<C extends Contract>(contract: C): LeafTypesOf<C> {
  const groups = Object.entries(contract).map(([group, leaves]) => [
    group,
    Object.fromEntries(Object.entries(leaves).map(([leaf, { type }]) => [leaf, type])),
  ]);
  return Object.fromEntries(groups) as LeafTypesOf<C>;
}
