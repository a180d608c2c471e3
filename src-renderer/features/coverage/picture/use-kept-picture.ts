import { useEffect } from 'react';
import { api } from '../../../api.ts';
import { useInventory } from '../../../stores/inventory-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { type PictureInput, pictureOf } from './picture-of.ts';

/** Milliseconds without a change after which what is shown is kept. */
const whenQuiet = 2_000;

/** Sends the main process what the coverage shows, to be kept for the next start; it keeps it only beside a file that nothing protects. */
export function useKeptPicture({ report, entries, keys, labels, lost, additionFor }: PictureInput): void {
  const translation = useTranslation();
  const revision = useInventory((state) => state.snapshot?.revision ?? null);
  const mayKeep = useInventory(({ status }) => {
    if (status === null || status.state !== 'open' || status.readOnly) return false;
    const { keychain, passphrase, recoveryCode } = status.protection;
    return !keychain && !passphrase && !recoveryCode;
  });
  useEffect(() => {
    // A key that is still to be read is gone at the next start.
    if (!mayKeep || revision === null || report.unreadKeys.length > 0) return;
    const timer = setTimeout(() => {
      const picture = pictureOf(translation, { report, entries, keys, labels, lost, additionFor });
      void api().inventory.keepPicture({ revision, picture });
    }, whenQuiet);
    return () => clearTimeout(timer);
  }, [mayKeep, revision, translation, report, entries, keys, labels, lost, additionFor]);
}
