import {
  type Migration,
  type MigrationSteps,
  publishedMigrations,
} from '../../../src-main/inventory/file/inventory-schema.ts';

/** Number of times that both migrations together call `step`. */
export const statementsOfBoth = 6;

/** The version after the published ones, for tests: owners in capitals, and a table that this version of Sparekey does not know. */
export function ownersMigration(step: () => void = () => undefined): Migration {
  return {
    version: publishedMigrations.length + 1,
    async up(steps) {
      step();
      await steps.run('create table later (id integer primary key, note text) strict');
      step();
      await changeKeys(steps, 'owner', (owner) => owner.toUpperCase());
      step();
    },
  };
}

/** The version after that, for tests: labels with an exclamation mark. */
export function lettersMigration(step: () => void = () => undefined): Migration {
  return {
    version: publishedMigrations.length + 2,
    async up(steps) {
      step();
      await steps.run('drop table later');
      step();
      await changeKeys(steps, 'label', (label) => `${label}!`);
      step();
    },
  };
}

async function changeKeys(steps: MigrationSteps, member: string, change: (text: string) => string): Promise<void> {
  for (const [id, record] of await steps.records('key')) {
    if (typeof record !== 'object' || record === null) throw new Error('not a record');
    const members = new Map<string, unknown>(Object.entries(record));
    const text = members.get(member);
    if (typeof text === 'string') members.set(member, change(text));
    await steps.put('key', id, Object.fromEntries(members));
  }
}
