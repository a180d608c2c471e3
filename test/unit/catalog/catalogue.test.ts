import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelFileSchema, serviceFileSchema } from '../../../catalog/catalogue-schema.ts';
import { modelOf } from '../../../catalog/models.ts';
import { loadServices } from '../../../catalog/services.ts';
import { catalogueModelSchema, catalogueServiceSchema } from '../../../src-shared/domain/catalogue.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../catalog/${name}`, import.meta.url), 'utf8'));

describe('catalog/services.json', () => {
  const entries = serviceFileSchema.parse(read('services.json'));

  it('holds entries of the documented form, each with its sources', () => {
    expect(entries.length).toBe(293);
  });

  it('has each id once', () => {
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
  });

  it('refers only to services that exist', () => {
    const ids = new Set(entries.map((entry) => entry.id));
    const dangling = entries.filter((e) => e.sharesCredentialWith !== undefined && !ids.has(e.sharesCredentialWith));
    expect(dangling).toEqual([]);
  });

  it('says the same about one-key services in each of the three ways', () => {
    for (const entry of entries.filter((e) => e.singleSlot === true || e.maxKeys === 1)) {
      expect(entry, entry.id).toMatchObject({ maxKeys: 1, multipleKeys: false });
    }
  });

  it('gives the program every service, in the form of the domain', () => {
    const services = loadServices();
    expect(services.map((service) => service.id)).toEqual(entries.map((entry) => entry.id));
    for (const service of services) expect(catalogueServiceSchema.strict().safeParse(service).error).toBeUndefined();
  });
});

describe('catalog/aaguids.json', () => {
  const file = modelFileSchema.parse(read('aaguids.json'));

  it('holds as many models as it says', () => {
    expect(Object.keys(file.aaguids).length).toBe(file._meta.count);
  });

  it('finds a model by AAGUID, with or without dashes', () => {
    const [aaguid] = Object.entries(file.aaguids).find(([, entry]) => entry.model.startsWith('YubiKey 5')) ?? [];
    const found = modelOf(aaguid ?? '');
    expect(found?.vendor).toBe('Yubico');
    expect(catalogueModelSchema.strict().safeParse(found).error).toBeUndefined();
    expect(modelOf((aaguid ?? '').replaceAll('-', '').toUpperCase())).toEqual(found);
  });

  it('knows no model for all zeros, unknown AAGUIDs and names of object members', () => {
    expect(modelOf('0'.repeat(32))).toBeNull();
    expect(modelOf('f'.repeat(32))).toBeNull();
    expect(modelOf('__proto__')).toBeNull();
    expect(modelOf('')).toBeNull();
  });
});
