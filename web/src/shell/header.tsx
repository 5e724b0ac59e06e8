import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useSession } from '../app/session-context';
import { Icon } from '../components/icon';
import { switchLanguage, t } from '../i18n';
import { language } from '../i18n/language';
import { AccountMenu } from './account-menu';
import { Mark } from './mark';
import { PostSwitch } from './post-switch';
import { SearchBox } from './search-box';

type Props = { readonly menuOpen: boolean; readonly onMenu: () => void };

export function Header({ menuOpen, onMenu }: Props): ReactNode {
  const session = useSession();
  const { acting } = session;
  const [switching, setSwitching] = useState(false);
  return (
    <header className="shell-head">
      <button
        type="button"
        className="head-button head-burger"
        aria-label={menuOpen ? t('app.closeMenu') : t('app.openMenu')}
        aria-expanded={menuOpen}
        aria-controls="main-menu"
        onClick={onMenu}
      >
        <Icon name={menuOpen ? 'close' : 'menu'} />
      </button>
      <Link to="/" className="head-brand" aria-label={t('app.name')}>
        <Mark />
        <span>{t('app.name')}</span>
      </Link>
      <span className="head-agency" title={acting.agencyName}>
        {acting.agencyName}
      </span>
      <PostSwitch />
      <span className="grow" />
      <SearchBox />
      <button
        type="button"
        className="head-button head-language"
        lang={language() === 'vi' ? 'en' : 'vi'}
        disabled={switching}
        onClick={() => {
          setSwitching(true);
          void switchLanguage(language() === 'vi' ? 'en' : 'vi');
        }}
      >
        {t('app.switchLanguage')}
      </button>
      <AccountMenu />
    </header>
  );
}
