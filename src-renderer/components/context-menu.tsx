import { type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import styles from './context-menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly text: string;
  readonly onPress: () => void;
}

interface OpenMenu {
  readonly x: number;
  readonly y: number;
  readonly entries: readonly MenuEntry[];
}

/**
 * Renders an area with a menu of its own for the second mouse button, Shift+F10 and the menu key. `entriesAt` returns what can be done with
 * what was pressed; null where there is no menu, as in texts, which have that of the system.
 */
export function ContextMenuArea({
  label,
  entriesAt,
  className,
  children,
}: {
  readonly label: string;
  readonly entriesAt: (target: Element) => readonly MenuEntry[] | null;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState<OpenMenu | null>(null);
  const point = useRef<HTMLSpanElement>(null);
  const onContextMenu = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return;
    const entries = entriesAt(event.target);
    if (entries === null || entries.length === 0) return;
    event.preventDefault();
    const box = event.target.getBoundingClientRect();
    // The menu key presses no point.
    const isKey = event.clientX === 0 && event.clientY === 0;
    setOpen({ x: isKey ? box.left + 8 : event.clientX, y: isKey ? box.bottom : event.clientY, entries });
  };
  return (
    <div className={className} onContextMenu={onContextMenu}>
      {children}
      {open === null ? null : (
        <>
          <span ref={point} className={styles['point']} style={{ left: open.x, top: open.y }} aria-hidden="true" />
          <Popover
            isOpen
            triggerRef={point}
            placement="bottom start"
            offset={0}
            onOpenChange={(isOpen) => {
              if (!isOpen) setOpen(null);
            }}
            aria-label={label}
            className={styles['popover'] ?? ''}
          >
            <Menu
              aria-label={label}
              autoFocus="first"
              className={styles['menu'] ?? ''}
              onAction={(key) => {
                setOpen(null);
                open.entries.find(({ id }) => id === key)?.onPress();
              }}
            >
              {open.entries.map(({ id, text }) => (
                <MenuItem key={id} id={id} className={styles['item'] ?? ''}>
                  {text}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </>
      )}
    </div>
  );
}
