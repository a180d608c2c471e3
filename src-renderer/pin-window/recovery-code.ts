import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { ApiOf } from '../../src-shared/ipc/define-contract.ts';
import type { PinContract, PinDialog } from '../../src-shared/ipc/pin-contract.ts';
import { button, element } from './element.ts';

/** Shows a new recovery code, to write down or print; the code exists in this window only and goes with it. */
export function showRecoveryCode(
  root: HTMLElement,
  dialog: PinDialog,
  t: Translate,
  api: ApiOf<PinContract>['pin'],
): void {
  const title = t('pin.title.recovery-code');
  const keep = button(t('pin.action.recovery-done'), () => void api.close(), { class: 'primary' });
  root.append(
    element('h1', {}, title),
    element('p', {}, t('pin.recovery.explain')),
    element('output', { class: 'recovery-code', 'aria-label': title }, dialog.recoveryCode ?? ''),
    element(
      'div',
      { class: 'actions' },
      button(t('pin.action.print'), () => void api.print()),
      keep,
    ),
  );
  keep.focus();
}
