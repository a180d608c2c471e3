import { encodeBlock } from './enrolment-block.ts';
import { damaged } from './storage-failure.ts';

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

/** Brings the enrolments of version 1, each a row, into one row for each key. */
export function blocksByKey(enrolments: readonly unknown[]): ReadonlyMap<string, unknown> {
  const byKey = new Map<string, object[]>();
  for (const enrolment of enrolments) {
    if (typeof enrolment !== 'object' || enrolment === null || !('keyId' in enrolment)) throw damaged('an enrolment');
    const { keyId } = enrolment;
    if (typeof keyId !== 'string') throw damaged('an enrolment');
    const ofKey = byKey.get(keyId);
    if (ofKey === undefined) byKey.set(keyId, [enrolment]);
    else ofKey.push(enrolment);
  }
  return new Map([...byKey].map(([keyId, ofKey]) => [keyId, encodeBlock(ofKey)]));
}

/** What is not an object stays what it is, for the check that follows. */
function withDefaults(defaults: Readonly<Record<string, null>>, record: unknown): unknown {
  return typeof record === 'object' && record !== null ? { ...defaults, ...record } : record;
}
