// Every part of the window in every state, in one language and theme: components.html?lang=ja&theme=dark
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import { TranslationProvider } from '../../../src-renderer/use-translation.tsx';
import '../../../src-renderer/styles/tokens.css';
import '../../../src-renderer/styles/base.css';
import { ComponentsPage } from './components/components-page.tsx';

const wanted = new URLSearchParams(location.search);
const locale = wanted.get('lang') === 'ja' ? 'ja' : 'en';
document.documentElement.lang = locale;
document.documentElement.dataset['theme'] = wanted.get('theme') === 'dark' ? 'dark' : 'light';
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <I18nProvider locale={locale === 'ja' ? 'ja-JP' : 'en-US'}>
    <TranslationProvider locale={locale}>
      <ComponentsPage say={(english, japanese) => (locale === 'ja' ? japanese : english)} />
    </TranslationProvider>
  </I18nProvider>,
);
