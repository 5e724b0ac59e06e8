import './styles/layers.css';
import './styles/fonts';
import './styles/mantine';
import './styles/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { restoreTextSize } from './app/preferences';
import { loadLanguage } from './i18n';

restoreTextSize();
const container = document.getElementById('root');
if (container) {
  void loadLanguage().finally(() => {
    createRoot(container).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  });
}
