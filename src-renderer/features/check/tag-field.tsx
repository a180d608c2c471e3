import { useEffect, useRef, useState } from 'react';
import { api } from '../../api.ts';
import { TextField } from '../../components/text-field.tsx';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './check-view.module.css';

/** Keys of the keyboard with which no number begins. */
const numberStart = /^[\p{L}\p{N}]$/u;

/**
 * Renders the field for the asset tag of a key that tells no serial number: typed, or scanned. What is typed while nothing else takes it goes
 * there, so that a scanner needs no press; Enter checks the key again.
 */
export function TagField({ assetTag }: { readonly assetTag: string | null }) {
  const { t } = useTranslation();
  const [text, setText] = useState(assetTag ?? '');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest('input, textarea, select, [role="dialog"], [role="menu"]') != null) return;
      if (event.ctrlKey || event.metaKey || event.altKey || !numberStart.test(event.key)) return;
      box.current?.querySelector('input')?.focus();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return (
    <div ref={box} className={styles['tag']}>
      <TextField
        label={t('check.window.tag')}
        hideLabel
        placeholder={t('check.window.tag')}
        value={text}
        maximum={200}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void run(api().check.again({ assetTag: text.trim() === '' ? null : text.trim() }));
        }}
      />
    </div>
  );
}
