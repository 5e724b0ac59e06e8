import { useEffect, useRef, useState, type ReactNode } from 'react';
import { t } from '../../i18n';
import { Icon } from '../icon';
import { openPdf, type PdfDocument } from './load';
import { PdfPageView } from './pdf-page-view';
import './pdf-viewer.css';

/** Sizes in points; the page is counted from 1. */
export type PageOverlay = (
  page: number,
  scale: number,
  pageHeight: number,
  pageWidth: number,
) => ReactNode;

type Props = {
  readonly url: string;
  readonly name: string;
  readonly overlay?: PageOverlay | undefined;
  /** Page shown first, counted from 1. */
  readonly startPage?: number | undefined;
};

const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** The file as it stands. Fetched with its chunk only where a page shows a document. */
export default function PdfViewer({ url, name, overlay, startPage = 1 }: Props): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<PdfDocument | null>(null);
  const [failed, setFailed] = useState(false);
  const [fit, setFit] = useState(0);
  const [step, setStep] = useState(2);
  const [page, setPage] = useState(1);

  useEffect(() => {
    setOpened(null);
    setFailed(false);
    setPage(1);
    const { ready, close } = openPdf(url);
    let stopped = false;
    ready.then(
      (found) => {
        if (!stopped) setOpened(found);
      },
      () => {
        if (!stopped) setFailed(true);
      },
    );
    return () => {
      stopped = true;
      close();
    };
  }, [url]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setFit(Math.max(200, element.clientWidth - 24));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    if (opened && fit > 0 && startPage > 1) goTo(startPage);
    // Only when a file has been opened; later the reader scrolls.
  }, [opened, fit > 0]);

  function goTo(target: number): void {
    const element = scroller.current?.querySelector<HTMLElement>(`[data-page="${target}"]`);
    if (element && scroller.current) scroller.current.scrollTop = element.offsetTop - 8;
  }

  function onScroll(): void {
    const element = scroller.current;
    if (!element) return;
    const pages = [...element.querySelectorAll<HTMLElement>('[data-page]')];
    const middle = element.scrollTop + element.clientHeight / 3;
    const current = pages.findLast((one) => one.offsetTop <= middle);
    setPage(Number(current?.dataset.page ?? 1));
  }

  const total = opened?.numPages ?? 0;
  const width = Math.round(fit * (STEPS[step] ?? 1));
  return (
    <div className="pdf panel" role="region" aria-label={`${t('viewer.document')}: ${name}`}>
      <div className="pdf-bar no-print">
        <BarButton
          icon="left"
          label={t('viewer.previous')}
          disabled={page <= 1}
          onClick={() => {
            goTo(page - 1);
          }}
        />
        <span className="num" role="status">
          {total > 0 ? t('viewer.page', { n: page, m: total }) : ''}
        </span>
        <BarButton
          icon="right"
          label={t('viewer.next')}
          disabled={page >= total}
          onClick={() => {
            goTo(page + 1);
          }}
        />
        <span className="grow" />
        <BarButton
          icon="minus"
          label={t('viewer.zoomOut')}
          disabled={step === 0}
          onClick={() => {
            setStep(step - 1);
          }}
        />
        <BarButton
          icon="plus"
          label={t('viewer.zoomIn')}
          disabled={step === STEPS.length - 1}
          onClick={() => {
            setStep(step + 1);
          }}
        />
        <a className="head-button" href={url} download={name} aria-label={t('common.download')}>
          <Icon name="download" size={16} />
        </a>
      </div>
      <div
        ref={scroller}
        className="pdf-scroll"
        onScroll={onScroll}
        tabIndex={0}
        aria-label={name}
        role="group"
      >
        {failed && <p className="panel-pad">{t('viewer.failed')}</p>}
        {!opened && !failed && <p className="panel-pad">{t('viewer.loading')}</p>}
        {opened &&
          fit > 0 &&
          Array.from({ length: opened.numPages }, (_, index) => (
            <PdfPageView
              key={index}
              document={opened}
              number={index + 1}
              width={width}
              overlay={
                overlay && ((scale, height, wide) => overlay(index + 1, scale, height, wide))
              }
            />
          ))}
      </div>
    </div>
  );
}

type BarProps = {
  readonly icon: 'left' | 'right' | 'plus' | 'minus';
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
};

function BarButton({ icon, label, disabled, onClick }: BarProps): ReactNode {
  return (
    <button
      type="button"
      className="head-button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} size={16} />
    </button>
  );
}
