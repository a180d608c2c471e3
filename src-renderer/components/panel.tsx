import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from '../use-translation.tsx';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import styles from './panel.module.css';
import { useEscape } from './use-escape.ts';

/**
 * Renders the details at the right of a view, not over it: head, content that scrolls, footer that does not. It takes the focus when it
 * opens, Esc closes it, and the focus goes back to where it came from.
 */
export function Panel({
  title,
  children,
  footer = null,
  onClose,
}: {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  useEscape(onClose);
  useEffect(() => {
    const before = document.activeElement;
    const own = panel.current;
    heading.current?.focus({ preventScroll: true });
    return () => {
      const focused = document.activeElement;
      const lost = focused === null || focused === document.body || own?.contains(focused) === true;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <section ref={panel} aria-labelledby={id} className={styles['panel']}>
      <header className={styles['head']}>
        <h2 id={id} ref={heading} tabIndex={-1} className={styles['title']}>
          {title}
        </h2>
        <Button look="quiet" label={t('window.common.close')} onPress={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={styles['content']}>{children}</div>
      {footer === null ? null : <footer className={styles['foot']}>{footer}</footer>}
    </section>
  );
}

/** Renders a panel that belongs to its view and is always there: it takes no focus and is not closed. */
export function FixedPanel({
  title,
  children,
  footer = null,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes(styles['panel'], styles['fixed'])}>
      <header className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
      </header>
      <div className={styles['content']}>{children}</div>
      {footer === null ? null : <footer className={styles['foot']}>{footer}</footer>}
    </section>
  );
}

/** Renders a part of a panel; without a title it belongs to the head. */
export function PanelSection({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <div className={styles['section']} data-titled={title !== undefined}>
      {title === undefined ? null : <h3 className={styles['section-title']}>{title}</h3>}
      {children}
    </div>
  );
}
