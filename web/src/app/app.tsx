import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { t } from '../i18n';
import { useLanguage } from '../i18n/language';
import { Entry } from './entry';
import { ErrorBoundary } from './error-boundary';
import { queryClient } from './query-client';
import { cssVariables, makeThemeFor } from './theme';

/** For anybody: no session is asked for. */
const PublicVerificationPage = lazy(() => import('../pages/verification/public-verification-page'));

export function App(): ReactNode {
  const chosen = useLanguage();
  const theme = useMemo(() => makeThemeFor(chosen), [chosen]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="light">
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary>
          <BrowserRouter>
            <Suspense fallback={<p style={{ padding: 24 }}>{t('app.loading')}</p>}>
              <Routes>
                <Route path="/kiem-tra" element={<PublicVerificationPage key={chosen} />} />
                <Route path="/kiem-tra/:code" element={<PublicVerificationPage key={chosen} />} />
                <Route path="*" element={<Entry key={chosen} />} />
              </Routes>
            </Suspense>
          </BrowserRouter>
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}
