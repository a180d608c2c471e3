import { deskChoiceSchema } from '../../src-shared/domain/desk-choice-schema.ts';
import type { DeskChoice } from '../../src-shared/domain/desk-choice.ts';
import type { DeskStore } from '../ipc/desk-service.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** Room for the longest lists that are read. */
const maxBytes = 64 * 1024 * 1024;

/** Creates what keeps the choices of a desk in a file; null: they hold until the program ends. */
export function createDeskFile(file: string | null): DeskStore {
  return {
    read: () => {
      let notRead: string | null = null;
      const onBad = (keptAs: string): void => void (notRead = keptAs);
      const choice =
        file === null
          ? null
          : readJsonFile<DeskChoice | null>(file, null, (found) => deskChoiceSchema.parse(found), { maxBytes, onBad });
      return { choice, notRead, isKept: file !== null };
    },
    write: (choice) => {
      if (file === null) return false;
      try {
        writeJsonFile(file, choice);
        return true;
      } catch {
        // A folder that may not be written: the desk says that its choices hold until the program ends.
        return false;
      }
    },
  };
}
