import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { BrowserRouter } from 'react-router';
import { useLanguage } from '../i18n/language';
import { Entry } from './entry';
import { ErrorBoundary } from './error-boundary';
import { queryClient } from './query-client';
import { cssVariables, makeThemeFor } from './theme';

export function App(): ReactNode {
  const chosen = useLanguage();
  const theme = useMemo(() => makeThemeFor(chosen), [chosen]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="light">
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary>
          <BrowserRouter>
            <Entry key={chosen} />
          </BrowserRouter>
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}
