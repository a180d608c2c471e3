import '../styles/tokens.css';
import './pin.css';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import type { ApiOf } from '../../src-shared/ipc/define-contract.ts';
import type { PinContract } from '../../src-shared/ipc/pin-contract.ts';
import { pinPortChannel } from '../../src-shared/ipc/pin-port-channel.ts';
import { showRecoveryCode } from './recovery-code.ts';
import { showSecretForm } from './secret-form.ts';

declare global {
  interface Window {
    /** Put there by the PIN window's preload script. */
    readonly sparekeyPin: ApiOf<PinContract>;
  }
}

/** Ports to the key host, in the order in which they come. The listener must be there before the question below is answered. */
const ports: MessagePort[] = [];
const waiting: ((port: MessagePort) => void)[] = [];
window.addEventListener('message', (event) => {
  const [received] = event.ports;
  if (event.source !== window || event.data !== pinPortChannel || received === undefined) return;
  const wanted = waiting.shift();
  if (wanted === undefined) ports.push(received);
  else wanted(received);
});

function nextPort(): Promise<MessagePort> {
  const port = ports.shift();
  return port === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(port);
}

const api = window.sparekeyPin.pin;
const dialog = await api.dialog();
const t = createTranslator(dialog.locale);
document.documentElement.lang = dialog.locale;
document.documentElement.dataset['theme'] = dialog.dark ? 'dark' : 'light';
document.title = `Sparekey – ${t(`pin.title.${dialog.mode}`)}`;
const root = document.getElementById('pin-window');
if (root === null) throw new Error('the page lacks its root');

// The window follows the form as rules, tries and errors come and go.
new ResizeObserver(() => void api.fit({ height: Math.ceil(root.getBoundingClientRect().height) })).observe(root);

window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing) void api.close();
});

if (dialog.mode === 'recovery-code') showRecoveryCode(root, dialog, t, api);
else showSecretForm(root, dialog, t, api, nextPort);
