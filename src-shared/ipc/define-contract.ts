import type { z } from 'zod';
import type { ReadonlyAll } from '../domain/typed-schema.ts';

/** A question from a window to the main process, with its answer. */
export interface RequestLeaf<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly type: 'request';
  readonly input: Input;
  readonly output: Output;
}

/** A message from the main process to a window. */
export interface EventLeaf<Payload extends z.ZodType = z.ZodType> {
  readonly type: 'event';
  readonly payload: Payload;
}

export type Contract = Readonly<Record<string, Readonly<Record<string, RequestLeaf | EventLeaf>>>>;

export function request<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): RequestLeaf<Input, Output> {
  return { type: 'request', input, output };
}

export function event<Payload extends z.ZodType>(payload: Payload): EventLeaf<Payload> {
  return { type: 'event', payload };
}

/** Value that one side sends, and the value that the other side receives after it was parsed. */
export type Sent<Schema extends z.ZodType> = ReadonlyAll<z.input<Schema>>;
export type Received<Schema extends z.ZodType> = ReadonlyAll<z.output<Schema>>;

/** The functions a window gets from a contract: `group.request(input)` and `group.onEvent(listener)`. */
export type ApiOf<C extends Contract> = {
  readonly [Group in keyof C]: {
    readonly [
      Leaf in keyof C[Group] as C[Group][Leaf] extends RequestLeaf
        ? Leaf
        : Leaf extends string
          ? `on${Capitalize<Leaf>}`
          : never
    ]: C[Group][Leaf] extends RequestLeaf<infer Input, infer Output>
      ? (input: Sent<Input>) => Promise<Received<Output>>
      : C[Group][Leaf] extends EventLeaf<infer Payload>
        ? (listener: (payload: Received<Payload>) => void) => () => void
        : never;
  };
};

/**
 * The functions that answer: one for every request of the contract; a missing one does not compile. `Context` is what the
 * wrapper hands over beside the input (a cancel signal, transferred ports).
 */
export type HandlersOf<C extends Contract, Context extends readonly unknown[] = readonly []> = {
  readonly [Group in keyof C]: {
    readonly [
      Leaf in keyof C[Group] as C[Group][Leaf] extends RequestLeaf ? Leaf : never
    ]: C[Group][Leaf] extends RequestLeaf<infer Input, infer Output>
      ? (input: Received<Input>, ...context: Context) => Promise<Sent<Output>> | Sent<Output>
      : never;
  };
};

/** The functions with which the main process sends the contract's events. */
export type EmittersOf<C extends Contract> = {
  readonly [Group in keyof C]: {
    readonly [
      Leaf in keyof C[Group] as C[Group][Leaf] extends EventLeaf ? Leaf : never
    ]: C[Group][Leaf] extends EventLeaf<infer Payload> ? (payload: Sent<Payload>) => void : never;
  };
};

/** For each leaf of a contract whether it is a request or an event: what a preload needs, without the schemas. */
export type LeafTypesOf<C extends Contract> = {
  readonly [Group in keyof C]: { readonly [Leaf in keyof C[Group]]: C[Group][Leaf]['type'] };
};
