import type { z } from 'zod';
import type { OperationFailure } from '../domain/operation-failure.ts';
import type { Result } from '../lib/outcome.ts';
import type { ReadonlyAll } from '../domain/typed-schema.ts';
import type { Operation } from './define-operation.ts';
import { operations } from './operations.ts';

type Table = typeof operations;
export type OperationName = keyof Table;

/** The names of the operations of which a member of their entry is this. */
type NameWhere<Member extends keyof Operation, Value> = {
  [Name in OperationName]: Table[Name][Member] extends Value ? Name : never;
}[OperationName];

export type InputOf<Name extends OperationName> = {
  readonly [Member in keyof Table[Name]['input']['shape']]: ReadonlyAll<
    z.output<Table[Name]['input']['shape'][Member]>
  >;
};
export type OutputOf<Name extends OperationName> = ReadonlyAll<z.output<Table[Name]['output']>>;
export type PinsOf<Name extends OperationName> = Table[Name]['pins'][number];
export type ProgressOf<Name extends OperationName> = Table[Name]['progress'][number];
export type FailureOf<Name extends OperationName> = Extract<
  OperationFailure,
  { kind: Table[Name]['failures'][number] }
>;
/** Failure that keeps an operation from being written down, so that it is not sent. */
export type JournalFailure = Extract<OperationFailure, { kind: `inventory-${string}` | 'disk-full' | 'input-invalid' }>;
/** Outcome of an operation: its output, one of the failures that it declares, or not sent at all. */
export type OperationOutcome<Name extends OperationName> = Result<OutputOf<Name>, FailureOf<Name> | JournalFailure>;

/** Operations that windows ask for as they are. */
export type DirectOperationName = NameWhere<'window', 'direct'>;
/** Operations that the main process asks the key host for. */
export type HostOperationName = Exclude<OperationName, NameWhere<'window', 'never'>>;
/** Operations for which a PIN window is opened. */
export type PinOperationName = Exclude<HostOperationName, NameWhere<'pins', readonly []>>;
/** Operations that are written down before they are sent. */
export type JournaledOperationName = NameWhere<'changesKey', true>;
export type CapabilityName = NonNullable<Table[OperationName]['needs']>;
/** Lines of activity that operations leave. */
export type OperationHistory = Table[JournaledOperationName]['history'];

export const operationNames = Object.keys(operations) as OperationName[];
export const directOperationNames = operationNames.filter(isDirect);
export const hostOperationNames = operationNames.filter(isOfHost);
export const journaledOperationNames = operationNames.filter(isJournaled);
export const capabilityNames: readonly CapabilityName[] = [
  ...new Set(operationNames.flatMap((name) => operations[name].needs ?? [])),
];
export const operationHistories: readonly OperationHistory[] = journaledOperationNames.map(
  (name) => operations[name].history,
);

/** Returns whether a PIN window is opened for this operation. */
export function takesPin(name: HostOperationName): name is PinOperationName {
  return operations[name].pins.length > 0;
}

/** Returns whether a key without a PIN takes this operation without one. */
export function takesPinIfSet(name: PinOperationName): boolean {
  return operations[name].pins[0] === 'pinIfSet';
}

/** Returns whether this operation is written down before it is sent. */
export function isJournaled(name: OperationName): name is JournaledOperationName {
  return operations[name].changesKey;
}

function isDirect(name: OperationName): name is DirectOperationName {
  return operations[name].window === 'direct';
}

function isOfHost(name: OperationName): name is HostOperationName {
  return operations[name].window !== 'never';
}
