import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { api } from '../../../api.ts';
import { run } from '../../../stores/run.ts';

/** Asks the main process for the system's print dialog. */
export function printWindow(): void {
  void run(api().app.print());
}

/** Checks whether the page is being printed now, whoever asked for it, and makes Ctrl-P or Cmd-P ask. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The browser takes its picture as soon as the event is over: what it shows must be there by then.
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    const ask = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() !== 'p') return;
      event.preventDefault();
      printWindow();
    };
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    window.addEventListener('keydown', ask);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
      window.removeEventListener('keydown', ask);
    };
  }, []);
  return printing;
}
