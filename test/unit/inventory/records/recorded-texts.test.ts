import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InventoryError } from '../../../../src-main/inventory/file/storage-failure.ts';
import { InventoryData, recordKinds, recordSchemas } from '../../../../src-main/inventory/records/inventory-data.ts';
import { SecretGuard } from '../../../../src-main/inventory/records/secret-guard.ts';

/** As Zod writes a schema of a record. */
interface Shape {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
}

const secret = 'PIN 739182';

/** Places where a text is stored and not looked at, each with the reason. */
const excused: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [
      'made by the program: ids, and what stands for something else',
      [
        ...[
          'key',
          'enrolment',
          'other-way',
          'device',
          'same-account',
          'activity',
          'journal',
          'account-mark',
          'loss',
        ].map((kind) => `${kind}: id`),
        ...['backup-session: id', 'dismissals: all[].id', 'enrolment: keyId', 'enrolment: accountId'],
        ...['enrolment: serviceId', 'other-way: serviceId', 'other-way: providerId', 'other-way: accountId'],
        ...['other-way: requires[].keyId', 'other-way: requires[].serviceId', 'other-way: requires[].accountId'],
        ...['other-way: requires[].deviceId', 'device: simIn', 'same-account: accountIds[]'],
        ...[
          'activity: keyId',
          'journal: keyId',
          'journal: credentialId',
          'journal: instance',
          'journal: owner.boot',
          'journal: owner.machine',
          'journal: owner.namespace',
          'journal: owner.start',
          'journal: beganAt',
        ],
        ...[
          'account-mark: serviceId',
          'loss: keyIds[]',
          'loss: otherWayIds[]',
          'loss: deviceIds[]',
          'loss: accountIds[]',
        ],
        ...['loss: items[].id', 'loss: items[].accountId', 'loss: items[].serviceId', 'backup-session: primaryKeyId'],
        ...[
          'backup-session: spareKeyId',
          'check: id',
          'check: key.keyId',
          'backup-session: items[].accountId',
          'corrections: all[].serviceId',
        ],
        'preferences: chosen.importMapping.services{value}',
      ],
    ],
    [
      'given by the key',
      [
        ...['key: vendorSerial', 'key: model', 'key: manufacturer', 'key: product', 'key: firmware'],
        ...['key: formFactor', 'key: transports[]', 'enrolment: userDisplayName', 'check: key.product'],
        ...['check: key.usbSerial', 'check: key.vendorSerial', 'check: key.firmware'],
      ],
    ],
    [
      'copied from a record that was looked at, or from a key',
      [
        ...['activity: keyLabel', 'activity: details{key}', 'activity: details{value}', 'account-mark: userName'],
        ...['loss: keyLabels[]', 'loss: deviceLabels[]', 'loss: items[].serviceName', 'loss: items[].userName'],
        ...['loss: items[].opensWith[]', 'check: key.label', 'check: findings[].values{key}'],
        'check: findings[].values{value}',
      ],
    ],
    [
      'copied from the catalogue',
      [
        ...['corrections: all[].base.name', 'corrections: all[].base.nameJa', 'corrections: all[].base.addKeyUrl'],
        ...['check: key.model', 'check: findings[].url'],
      ],
    ],
    ['a policy, of which the comments are looked at', ['policy: adopted.text']],
  ].flatMap(([reason, places]) => [places].flat().map((place) => [place, String(reason)])),
);

/** Creates a value of a shape; `leaf` fills its texts by their place, `option` chooses among fixed values. */
function valueOf(shape: Shape, place: string, leaf: (place: string) => string, option: number): unknown {
  const { properties, additionalProperties, items, prefixItems } = shape;
  const options = (shape.anyOf ?? shape.oneOf ?? []).filter(({ type }) => type !== 'null');
  const [only] = options;
  if (only !== undefined) return valueOf(options[option % options.length] ?? only, place, leaf, option);
  if ('const' in shape) return shape.const;
  if (shape.enum !== undefined) return shape.enum[option % shape.enum.length];
  if (prefixItems !== undefined) return prefixItems.map((one) => valueOf(one, `${place}[]`, leaf, option));
  if (items !== undefined) {
    const kinds = items.anyOf ?? items.oneOf ?? [items];
    return kinds.map((one) => valueOf(one, `${place}[]`, leaf, option));
  }
  if (properties !== undefined) {
    const separator = place === '' || place.endsWith(' ') ? '' : '.';
    return Object.fromEntries(
      Object.entries(properties).map(([name, one]) => [
        name,
        valueOf(one, `${place}${separator}${name}`, leaf, option),
      ]),
    );
  }
  if (typeof additionalProperties === 'object') {
    return { [leaf(`${place}{key}`)]: valueOf(additionalProperties, `${place}{value}`, leaf, option) };
  }
  if (![shape.type].flat().includes('string')) return shape.type === 'boolean' ? true : 1;
  // A text of that shape cannot be a secret in words.
  const isFree =
    shape.format !== 'date-time' && !(shape.pattern !== undefined && !new RegExp(shape.pattern).test(secret));
  return isFree || shape.format === 'uri' ? leaf(place) : 'x';
}

/** Checks whether the guard refuses a record of a kind with the secret at a place. */
function isSeen(kind: (typeof recordKinds)[number], shape: Shape, planted: string): boolean {
  return [0, 1, 2, 3, 4, 5, 6].some((option) => {
    const record = valueOf(shape, `${kind}: `, (place) => (place === planted ? secret : 'x'), option);
    const data = new InventoryData();
    data.put(kind, record as never);
    try {
      new SecretGuard().check(data, new InventoryData());
      return false;
    } catch (error) {
      if (!(error instanceof InventoryError)) throw error;
      return true;
    }
  });
}

describe('every place where a text is stored', () => {
  it.each(recordKinds)('%s: is looked at for secrets, or excused', (kind) => {
    const shape = z.toJSONSchema(recordSchemas[kind], { unrepresentable: 'any' }) as Shape;
    const places = new Set<string>();
    const note = (place: string): string => {
      places.add(place);
      return 'x';
    };
    for (const option of [0, 1, 2, 3, 4, 5, 6]) valueOf(shape, `${kind}: `, note, option);
    const unseen = [...places].filter((place) => !isSeen(kind, shape, place));
    const excusedHere = Object.keys(excused).filter((place) => place.startsWith(`${kind}: `));
    expect(unseen.toSorted()).toEqual(excusedHere.toSorted());
  });

  it('policy: a comment is looked at', () => {
    const data = new InventoryData();
    const text = `sparekey-policy: 1\nname: X # ${secret}\nrules:\n  pin-set: true\n`;
    data.put('policy', { id: 'policy', adopted: { name: 'x', text, adoptedAt: '2026-11-22T08:00:00.000Z' } });
    expect(() => new SecretGuard().check(data, new InventoryData())).toThrow(InventoryError);
  });
});
