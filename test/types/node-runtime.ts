// Part of the programs that run in Node (src-main, src-cli, src-virtual-key): what only a page has must not compile there.

export const own: unknown = process;

// @ts-expect-error -- only a page has it
export const page: unknown = window;

// @ts-expect-error -- only a page has it
export const content: unknown = document;
