import { api } from '../../api.ts';
import { readingArrived } from '../../stores/keys-store.ts';
import { run } from '../../stores/run.ts';
import { backupStore } from './backup-store.ts';

/** Reads the spare of a session and ticks what is there; the main process finds the key and asks for its PIN where it must. */
export async function readSpare(sessionId: string, spareKeyId: string): Promise<void> {
  backupStore.setState({ busy: true, news: null });
  const reading = await run(api().backup.readSpare({ sessionId }));
  backupStore.setState({ busy: false });
  if (reading === undefined) return;
  switch (reading.state) {
    case 'read': {
      const { handle, listing, added, found } = reading;
      readingArrived(handle, { listing, stored: { state: 'stored', keyId: spareKeyId, isNew: false } });
      backupStore.setState({
        news: { state: 'read', added: added.length, found: found.length, complete: listing.complete },
      });
      return;
    }
    case 'which-key': {
      const { handle, listing, candidates } = reading;
      readingArrived(handle, { listing, stored: { state: 'which-key', candidates } });
      backupStore.setState({ news: { state: 'which-key' }, question: handle });
      return;
    }
    case 'other-key-read':
      backupStore.setState({ news: { state: 'other-key-read', label: reading.label } });
      return;
    default:
      backupStore.setState({ news: reading });
  }
}

/** Marks what became known once the person has said which key was read. */
export async function tickAfterAnswer(sessionId: string): Promise<void> {
  backupStore.setState({ question: null });
  const ticked = await run(api().backup.tick({ sessionId }));
  if (ticked === undefined) return;
  backupStore.setState({ news: { state: 'read', added: 0, found: ticked.ticked.length, complete: true } });
}
