import { Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { choosePost, type PostChoice } from '../api/session';
import { useSession } from '../app/session-context';
import { Icon } from '../components/icon';
import { t } from '../i18n';

/** In which capacity the person acts; always visible, a choice when he holds several posts. */
export function PostSwitch(): ReactNode {
  const { posts, acting } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const choose = useMutation({
    mutationFn: (postId: string) => choosePost(postId),
    onSuccess: async () => {
      await navigate('/');
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      await client.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const label = t('app.role', { title: acting.title });

  if (posts.length < 2)
    return (
      <span className="head-role" title={label}>
        <span>{label}</span>
      </span>
    );
  return (
    <Menu position="bottom-start" shadow="md" withinPortal>
      <Menu.Target>
        <button type="button" className="head-role head-role-button" disabled={choose.isPending}>
          <span>{label}</span>
          <Icon name="down" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('app.chooseRole')}</Menu.Label>
        {posts.map((post) => (
          <Menu.Item
            key={post.id}
            aria-current={post.id === acting.id ? 'true' : undefined}
            onClick={() => {
              if (post.id !== acting.id) choose.mutate(post.id);
            }}
          >
            <PostLine post={post} current={post.id === acting.id} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function PostLine({
  post,
  current,
}: {
  readonly post: PostChoice;
  readonly current: boolean;
}): ReactNode {
  return (
    <span>
      <span style={{ fontWeight: current ? 600 : 400 }}>{post.title}</span>
      <br />
      <span className="muted">{post.agencyName}</span>
    </span>
  );
}
