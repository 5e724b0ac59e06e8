import { Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { signOut } from '../api/session';
import { isLargeText, toggleTextSize } from '../app/preferences';
import { useSession } from '../app/session-context';
import { Icon } from '../components/icon';
import { t } from '../i18n';

export function AccountMenu(): ReactNode {
  const { person } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { colorScheme, toggleColorScheme } = useMantineColorScheme();
  const [large, setLarge] = useState(isLargeText());

  async function leave(): Promise<void> {
    await signOut();
    await navigate('/');
    client.clear();
    window.location.reload();
  }

  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <button
          type="button"
          className="head-button head-account"
          aria-label={t('app.account', { name: person.name })}
        >
          <Icon name="user" />
          <span className="head-person">{person.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.name}</Menu.Label>
        <Menu.Item onClick={() => void navigate('/chung-thu-so')}>{t('app.credentials')}</Menu.Item>
        <Menu.Item onClick={toggleColorScheme}>
          {colorScheme === 'dark' ? t('app.lightMode') : t('app.darkMode')}
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            toggleTextSize();
            setLarge(isLargeText());
          }}
        >
          {large ? t('app.normalText') : t('app.largeText')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>{t('app.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
