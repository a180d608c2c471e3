import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import type { RecordKind, RecordOf } from './inventory-data.ts';

type Texts = readonly (string | null | undefined)[];

/** Texts that a person wrote; names among them apart, for they may look like codes. */
export interface RecordedTexts {
  readonly names: Texts;
  readonly texts: Texts;
}

const none: RecordedTexts = { names: [], texts: [] };

/** Returns the texts of a record that a person wrote: what a key or this program itself gave is not among them. */
export function recordedTexts<Kind extends RecordKind>(kind: Kind, record: RecordOf[Kind]): RecordedTexts {
  return textsOfRecord[kind](record);
}

const textsOfRecord: { readonly [Kind in RecordKind]: (record: RecordOf[Kind]) => RecordedTexts } = {
  key: ({ label, model, product, owner, place, carriedOn, assetTag, note }) => {
    // A key that nobody named is called as it calls itself.
    const isNamed = [model, product].every((name) => name === null || name === '' || !label.startsWith(name));
    return { names: [isNamed ? label : null, assetTag], texts: [owner, place, carriedOn, note] };
  },
  enrolment: ({ evidence, rpId, userName, note }) => ({
    names: evidence === 'told' ? [rpId, userName] : [],
    texts: [note],
  }),
  'other-way': ({ rpId, userName, name, owner, requires, place, carriedOn, link, hours, contact, note }) => {
    const needed = textsOfRequirements(requires);
    return {
      names: [rpId, userName, ...needed.names],
      texts: [name, owner, place, carriedOn, link, hours, contact, note, ...needed.texts],
    };
  },
  device: ({ label, owner, place, carriedOn, note }) => ({ names: [], texts: [label, owner, place, carriedOn, note] }),
  'same-account': () => none,
  activity: () => none,
  journal: () => none,
  'account-mark': () => none,
  loss: ({ note }) => ({ names: [], texts: [note] }),
  check: ({ profile, key, by, note, decision }) => ({
    names: [profile, key.assetTag],
    texts: [by, note, decision?.by ?? null, decision?.to ?? null, decision?.why ?? null],
  }),
  'backup-session': ({ items }) => ({ names: [], texts: items.map(({ reason }) => reason) }),
  corrections: ({ all }) => ({
    names: all.flatMap(({ fields: { name, nameJa } }) => [name, nameJa]),
    texts: all.flatMap(({ fields: { addKeyUrl }, source }) => [addKeyUrl, source]),
  }),
  dismissals: () => none,
  // Ids of models stand in the rules themselves: of a policy the comments are looked at, one by one.
  policy: ({ adopted: { name, text } }) => ({ names: [name], texts: text.match(/#.*/gu) ?? [] }),
  preferences: ({ chosen: { importMapping } }) => ({
    names:
      importMapping === undefined
        ? []
        : [...Object.keys(importMapping.columns), ...Object.keys(importMapping.services)],
    texts: [],
  }),
};

function textsOfRequirements(requires: OtherWayIn['requires']): RecordedTexts {
  const all = requires ?? [];
  return {
    names: all.map((requirement) => (requirement.type === 'account' ? requirement.userName : null)),
    texts: all.map((requirement) => (requirement.type === 'place' ? requirement.place : null)),
  };
}
