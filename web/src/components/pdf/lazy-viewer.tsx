import { lazy, Suspense, type ComponentProps, type ReactNode } from 'react';
import { t } from '../../i18n';

const PdfViewer = lazy(() => import('./pdf-viewer'));

/** The content of the page comes first, then the viewer with its worker. */
export function DocumentViewer(
  props: Omit<ComponentProps<typeof PdfViewer>, 'url'> & { readonly url: string | null },
): ReactNode {
  const { url, ...rest } = props;
  if (!url) return <p className="panel panel-pad muted">{t('viewer.none')}</p>;
  return (
    <Suspense fallback={<p className="panel panel-pad muted">{t('viewer.loading')}</p>}>
      <PdfViewer key={url} url={url} {...rest} />
    </Suspense>
  );
}
