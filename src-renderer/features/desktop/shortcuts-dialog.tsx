import { type AppCommand, commandShortcuts, menuViews } from '../../../src-shared/domain/app-command.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Keycap } from '../../components/keycap.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { closeSheet } from './desktop-store.ts';
import { shortcutText } from './shortcut-text.ts';
import styles from './shortcuts-dialog.module.css';

/** Keys that mean something in the matrix and in lists. */
const inViews = ['move', 'open', 'add', 'what-if', 'panel', 'back', 'select'] as const;
const viewKeys: Readonly<Record<(typeof inViews)[number], string>> = {
  move: '↑ ↓ ← →',
  open: 'Enter',
  add: 'A',
  'what-if': 'L',
  panel: 'F6',
  back: 'Esc',
  select: 'Space',
};
const everywhere = [
  'palette',
  'find',
  'print',
  'export',
  'guide',
  'shortcuts',
] as const satisfies readonly AppCommand[];

/** Renders every shortcut of the keyboard, as the keys of this system are named. */
export function ShortcutsDialog() {
  const { t } = useTranslation();
  const platform = useApp((state) => state.status?.platform ?? '');
  const keysOf = (command: AppCommand) => shortcutText(commandShortcuts[command] ?? '', platform);
  return (
    <Dialog
      wide
      title={t('shortcuts.title')}
      onClose={closeSheet}
      actions={
        <Button autoFocus onPress={closeSheet}>
          {t('window.common.close')}
        </Button>
      }
    >
      <div className={styles['columns']}>
        <Group
          title={t('shortcuts.everywhere')}
          lines={everywhere.map((command) => [t(`command.${command}`), keysOf(command)])}
        />
        <Group title={t('shortcuts.views')} lines={menuViews.map((view) => [t(`window.nav.${view}`), keysOf(view)])} />
        <Group
          title={t('shortcuts.in-lists')}
          lines={inViews.map((name) => [t(`shortcuts.key.${name}`), viewKeys[name]])}
        />
        <Group
          title={t('shortcuts.size')}
          lines={[
            [t('menu.zoomIn'), shortcutText('CommandOrControl++', platform).replace(/ +$/, ' +')],
            [t('menu.zoomOut'), shortcutText('CommandOrControl+-', platform)],
            [t('menu.actualSize'), shortcutText('CommandOrControl+0', platform)],
          ]}
        />
      </div>
    </Dialog>
  );
}

function Group({ title, lines }: { readonly title: string; readonly lines: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className={styles['title']}>{title}</h3>
      <dl className={styles['lines']}>
        {lines.map(([text, keys]) => (
          <div key={text} className={styles['line']}>
            <dt>{text}</dt>
            <dd>
              <Keycap keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
