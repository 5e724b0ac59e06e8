import { useEffect, useRef, useState, type ReactNode } from 'react';
import { t } from '../../i18n';
import type { PdfDocument } from './load';

type Props = {
  readonly document: PdfDocument;
  readonly number: number;
  readonly width: number;
  /** Drawn over the page, in a box of the page's own size. */
  readonly overlay?: ((scale: number, height: number, width: number) => ReactNode) | undefined;
};

/** One page: drawn when it comes near the window, with its text for those who cannot see it. */
export function PdfPageView({ document: pdf, number, width, overlay }: Props): ReactNode {
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(number === 1);
  const [text, setText] = useState('');
  const [drawn, setDrawn] = useState(false);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);

  useEffect(() => {
    const element = holder.current;
    if (!element || near) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [near]);

  useEffect(() => {
    const stopping = new AbortController();
    let cancel = (): void => undefined;
    void (async () => {
      const page = await pdf.getPage(number);
      const natural = page.getViewport({ scale: 1 });
      if (stopping.signal.aborted) return;
      setSize({ width: natural.width, height: natural.height });
      if (!near || !canvas.current || width === 0) return;
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const viewport = page.getViewport({ scale: (width / natural.width) * ratio });
      canvas.current.width = Math.floor(viewport.width);
      canvas.current.height = Math.floor(viewport.height);
      const drawing = page.render({ canvas: canvas.current, viewport });
      cancel = () => {
        drawing.cancel();
      };
      await drawing.promise;
      setDrawn(true);
      // A page that is closed while it is drawn has nothing to tell.
    })().catch(() => undefined);
    return () => {
      stopping.abort();
      cancel();
    };
  }, [pdf, number, width, near]);

  useEffect(() => {
    if (!near) return;
    const stopping = new AbortController();
    textOf(pdf, number).then(
      (found) => {
        if (!stopping.signal.aborted) setText(found);
      },
      () => undefined,
    );
    return () => {
      stopping.abort();
    };
  }, [pdf, number, near]);

  const scale = size ? width / size.width : 1;
  const height = size ? size.height * scale : width * 1.414;
  return (
    <div
      ref={holder}
      className="pdf-page"
      data-page={number}
      data-drawn={drawn || undefined}
      style={{ width, height }}
    >
      <canvas ref={canvas} aria-label={t('viewer.pageImage', { n: number })} role="img" />
      <div className="visually-hidden" role="document" aria-label={t('viewer.text', { n: number })}>
        {text}
      </div>
      {size && overlay?.(scale, size.height, size.width)}
    </div>
  );
}

async function textOf(pdf: PdfDocument, number: number): Promise<string> {
  const content = await (await pdf.getPage(number)).getTextContent();
  return content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
}
