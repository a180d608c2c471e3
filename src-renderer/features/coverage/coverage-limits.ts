/** With more keys than this a row does not show the whole: there are smaller ways to see it, and unused keys have no column. */
export const manyColumns = 12;
