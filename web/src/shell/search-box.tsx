import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { Icon } from '../components/icon';
import { t } from '../i18n';

const CommandPalette = lazy(() => import('./command-palette'));

/** Opens the palette by click or Ctrl+K; the palette itself is fetched when first asked for. */
export function SearchBox(): ReactNode {
  const [opened, setOpened] = useState(false);

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.isComposing || event.key.toLowerCase() !== 'k') return;
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      setOpened(true);
    }
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);

  return (
    <>
      <button
        type="button"
        className="head-search"
        aria-label={t('app.search')}
        onClick={() => {
          setOpened(true);
        }}
      >
        <Icon name="search" size={16} />
        <span className="head-search-text">{t('app.search')}</span>
        <kbd>Ctrl+K</kbd>
      </button>
      {opened && (
        <Suspense fallback={null}>
          <CommandPalette
            onClose={() => {
              setOpened(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
