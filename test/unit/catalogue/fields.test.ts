import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  advisoryEntrySchema,
  modelEntrySchema,
  otherWayEntrySchema,
  serviceEntrySchema,
} from '../../../catalogue/catalogue-schema.ts';

const source = (name: string): string => readFileSync(new URL(`../../../catalogue/${name}`, import.meta.url), 'utf8');

/** Lists the fields that a loader reads: `entry.field` and `'field' in entry`. */
function readFields(loader: string, object = 'entry'): ReadonlySet<string> {
  const text = source(loader);
  const found = [`\\b${object}\\.(\\w+)`, `'(\\w+)' in ${object}\\b`].flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, 'g'))].map(([, field]) => field ?? ''),
  );
  return new Set(found);
}

/** Fields that no program reads, for people who keep the files. A new field is read, or is listed here with good reason. */
const documentation = {
  services: [
    'tier',
    'notes',
    'discoverable',
    'maxKeysNote',
    'addKeyUrlVerified',
    // In words what `recoveryWays`, `firstKeyNeeds` and `nextKeyNeeds` say as codes.
    'recovery',
    'recoveryVerified',
    'firstEnrolment',
  ],
  otherWays: ['aaguidsNote', 'sources', 'asOfNote'],
  // What title, summary, severity and ranges rest on.
  advisories: [
    'cve',
    'aliases',
    'published',
    'sourceSeverity',
    'cvss',
    'cvssNote',
    'requires',
    'fixable',
    'sources',
    'note',
    'asOf',
  ],
  affected: ['vendor', 'products', 'software', 'notAffected', 'vendorStatedNotAffected', 'noAaguid'],
  ranges: ['products', 'fixedIn', 'note'],
  models: [
    // Facts about the model that a page of the key can show.
    'transports',
    'residentKeys',
    'preview',
    // Where they come from.
    'roamingSecurityKey',
    'firmwareListed',
    'inMds',
    'mdsAuthenticatorVersion',
    'mdsFirmware',
    'products',
    'sources',
    'notes',
  ],
};

describe('fields of the catalogue', () => {
  const { affected } = advisoryEntrySchema.shape;
  it.each([
    ['services', serviceEntrySchema.shape, readFields('services.ts'), documentation.services],
    ['other ways', otherWayEntrySchema.shape, readFields('other-ways.ts'), documentation.otherWays],
    ['advisories', advisoryEntrySchema.shape, readFields('advisories.ts'), documentation.advisories],
    ['advisories: affected', affected.shape, readFields('advisories.ts', 'affected'), documentation.affected],
    [
      'advisories: ranges',
      affected.shape.firmware.element.shape,
      readFields('advisories.ts', 'range'),
      documentation.ranges,
    ],
    ['models', modelEntrySchema.shape, readFields('models.ts'), documentation.models],
  ])('%s: each is read by the program or kept as documentation, and not both', (_, shape, read, kept) => {
    const fields = Object.keys(shape);
    expect(fields.filter((field) => !read.has(field)).toSorted()).toEqual(kept.toSorted());
  });
});
