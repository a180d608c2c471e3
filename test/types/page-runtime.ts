// Part of the program that runs in a page (src-renderer): what only Node has must not compile there.

export const own: unknown = window;

// @ts-expect-error -- only Node has it
export const system: unknown = process;

// @ts-expect-error -- only Node has it
export const bytes: unknown = Buffer;
