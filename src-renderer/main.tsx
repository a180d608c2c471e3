import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { appStore } from './stores/app-store.ts';
import { connectStores } from './stores/connect-stores.ts';
import { watchForOtpBursts } from './input/otp-guard.ts';
import './styles/tokens.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
watchForOtpBursts(window);
// Until the main process has answered, the frame of the page stands.
const end = appStore.subscribe(({ status }) => {
  if (status === null) return;
  end();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
connectStores();
