import { useEffect } from 'react';
import { api } from '../../api.ts';
import { useTranslation } from '../../use-translation.tsx';
import { runCommand } from './run-command.ts';

/** Runs what the menu asks for, and opens the list of shortcuts for a question mark that is typed outside of a text. */
export function useCommands(): void {
  const { t } = useTranslation();
  useEffect(() => api().app.onCommand((command) => runCommand(t, command)), [t]);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const inText = event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null;
      if (event.key !== '?' || inText || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return;
      event.preventDefault();
      runCommand(t, 'shortcuts');
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [t]);
}
