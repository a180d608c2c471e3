// Part of what runs anywhere (src-shared, catalog): neither what only a page has nor what only Node has must compile there.

export const own: unknown = URL;

// @ts-expect-error -- only a page has it
export const page: unknown = window;

// @ts-expect-error -- only Node has it
export const system: unknown = process;
