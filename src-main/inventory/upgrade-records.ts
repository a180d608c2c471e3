/*
 * What the records of schema version 1, and of the exported document of version 1, lack. Published: files and documents of people are
 * brought up to date with it, so it is not edited when the records change again.
 */
const addedToKeys = { carriedOn: null, pinBlocked: null, pinMinLength: null, alwaysUv: null, lostAt: null };
const addedToOtherWays = {
  providerId: null,
  carriedOn: null,
  link: null,
  validFrom: null,
  validUntil: null,
  hours: null,
  contact: null,
};

/** Brings a key of version 1 to version 2: what it did not record is unknown, and it is not lost. */
export function upgradeKey(record: unknown): unknown {
  return withDefaults(addedToKeys, record);
}

/** Brings another way in of version 1 to version 2. */
export function upgradeOtherWay(record: unknown): unknown {
  return withDefaults(addedToOtherWays, record);
}

/** What is not an object stays what it is, for the check that follows. */
function withDefaults(defaults: Readonly<Record<string, null>>, record: unknown): unknown {
  return typeof record === 'object' && record !== null ? { ...defaults, ...record } : record;
}
