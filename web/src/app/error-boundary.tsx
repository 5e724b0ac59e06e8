import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { t } from '../i18n';

type Props = { readonly children: ReactNode };
type State = { readonly broken: boolean };

/** A page that throws leaves a sentence and a way on; what was typed lies in the session storage. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="panel panel-pad stack" style={{ margin: 24, maxWidth: 560 }} role="alert">
        <h1>{t('app.broken')}</h1>
        <p>{t('app.broken.text')}</p>
        <div>
          <Button
            onClick={() => {
              window.location.reload();
            }}
          >
            {t('app.reload')}
          </Button>
        </div>
      </main>
    );
  }
}
