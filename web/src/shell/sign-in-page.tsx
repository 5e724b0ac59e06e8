import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { switchLanguage, t } from '../i18n';
import { language } from '../i18n/language';
import { Mark } from './mark';
import { SignInForm } from './sign-in-form';
import './sign-in.css';

export function SignInPage(): ReactNode {
  const client = useQueryClient();
  return (
    <main className="sign-in">
      <section className="sign-in-card" aria-labelledby="sign-in-title">
        <div className="sign-in-brand">
          <Mark size={40} />
          <div>
            <div className="sign-in-name">{t('app.name')}</div>
            <div className="muted">{t('app.tagline')}</div>
          </div>
        </div>
        <h1 id="sign-in-title">{t('signIn.title')}</h1>
        <SignInForm onDone={() => void client.invalidateQueries({ queryKey: ['session'] })} />
        <p className="muted sign-in-note">{t('signIn.demo')}</p>
        <button
          type="button"
          className="link-button"
          onClick={() => void switchLanguage(language() === 'vi' ? 'en' : 'vi')}
        >
          {t('app.switchLanguage')}
        </button>
      </section>
    </main>
  );
}
