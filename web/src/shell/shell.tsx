import { Suspense, useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { AppRoutes } from '../app/routes';
import { ErrorBoundary } from '../app/error-boundary';
import { ToastRegion } from '../components/toast';
import { t } from '../i18n';
import { Header } from './header';
import { MainMenu } from './main-menu';
import './shell.css';

/** Header, menu and the place of the page. */
export function Shell(): ReactNode {
  const [menuOpen, setMenuOpen] = useState(false);
  const { pathname } = useLocation();

  useEffect(() => {
    setMenuOpen(false);
    // A new page is read from its beginning; a list that is come back to focuses its row itself.
    if (document.activeElement === document.body) {
      document.getElementById('main')?.focus({ preventScroll: true });
    }
  }, [pathname]);

  return (
    <div className="shell" data-menu-open={menuOpen || undefined}>
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      <Header
        menuOpen={menuOpen}
        onMenu={() => {
          setMenuOpen(!menuOpen);
        }}
      />
      <MainMenu />
      {menuOpen && (
        <button
          type="button"
          className="shell-shade"
          aria-label={t('app.closeMenu')}
          onClick={() => {
            setMenuOpen(false);
          }}
        />
      )}
      <main id="main" className="shell-main" tabIndex={-1}>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<p className="muted shell-wait">{t('app.loading')}</p>}>
            <AppRoutes />
          </Suspense>
        </ErrorBoundary>
      </main>
      <ToastRegion />
    </div>
  );
}
