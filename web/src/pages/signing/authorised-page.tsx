import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { returnFromService } from '../../api/signing';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { announce } from '../../components/toast';
import { t } from '../../i18n';

/** Where a signing service sends its holder back to: what he brought is handed in once. */
export default function AuthorisedPage(): ReactNode {
  const [params] = useSearchParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const given = params.get('state') ?? '';
  const state = /^[\w-]{43}$/.test(given) ? given : '';
  const code = params.get('code');
  const back = code === null ? { error: params.get('error') ?? 'access_denied' } : { code };
  // A query: React mounts a page twice while it is developed, and a state is good once.
  const done = useQuery({
    queryKey: ['authorised', state],
    queryFn: () => returnFromService({ state, ...back }),
    enabled: state !== '',
    retry: false,
    staleTime: Infinity,
  });
  useEffect(() => {
    if (!done.data) return;
    const { batchId } = done.data;
    void client.invalidateQueries({ queryKey: ['credentials'] });
    if (batchId === null) announce(t('cert.enrolled'));
    void navigate(batchId === null ? '/chung-thu-so' : `/ky-so?batch=${batchId}`, {
      replace: true,
    });
  }, [done.data, client, navigate]);
  return (
    <>
      <PageHead title={t('sig.authorised.title')} />
      {state === '' && <p className="notice notice-amber">{t('sig.authorised.nothing')}</p>}
      {done.isFetching && <p role="status">{t('sig.authorised.working')}</p>}
      {done.isError && <ProblemNotice error={done.error} />}
      {(state === '' || done.isError) && (
        <p className="row">
          <Link to="/ky-so">{t('sig.title')}</Link>
          <Link to="/chung-thu-so">{t('cert.title')}</Link>
        </p>
      )}
    </>
  );
}
