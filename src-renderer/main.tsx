import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connectStores } from './stores/connect-stores.ts';
import { watchForOtpBursts } from './input/otp-guard.ts';
import './styles/tokens.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
watchForOtpBursts(window);
connectStores();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
