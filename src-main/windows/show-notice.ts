import { Notification } from 'electron';
import type { SystemNotice } from '../ipc/system-notices.ts';

/** Notices that are shown: one that nobody holds is collected, and its press is lost with it. */
const shown = new Set<Notification>();

/** Shows a notice of the system where there are any; pressing it calls `onPress`. */
export function showNotice({ title, body }: SystemNotice, onPress: () => void): void {
  if (!Notification.isSupported()) return;
  const notice = new Notification({ title, body });
  shown.add(notice);
  notice.on('click', onPress);
  notice.on('close', () => shown.delete(notice));
  notice.show();
}
