import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { verifyPdf, type Verification } from '../../api/verification';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { say, SignatureCard } from '../../components/signature-card';
import { t } from '../../i18n';
import './verification.css';

/** Drop any PDF: one big sentence, then each signature. */
export default function VerificationPage(): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [name, setName] = useState('');
  const check = useMutation({ mutationFn: verifyPdf });

  function take(files: FileList | null): void {
    const file = files?.[0];
    if (!file) return;
    setName(file.name);
    check.mutate(file);
  }

  return (
    <div className="stack verification">
      <PageHead title={t('ver.title')} />
      <label
        className="drop-zone"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <strong>{t('ver.drop')}</strong>
        <span className="muted">{t('ver.drop.text')}</span>
        <input
          ref={input}
          type="file"
          accept="application/pdf,.pdf"
          className="visually-hidden"
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        <Button component="span" variant="default" aria-hidden="true">
          {check.data ? t('ver.another') : t('common.chooseFile')}
        </Button>
      </label>
      <div aria-live="polite" className="stack">
        {check.isPending && <p>{t('ver.working', { name })}</p>}
        {check.isError && <ProblemNotice error={check.error} />}
        {check.isSuccess && <Result result={check.data} name={name} />}
      </div>
    </div>
  );
}

function Result({
  result,
  name,
}: {
  readonly result: Verification;
  readonly name: string;
}): ReactNode {
  return (
    <>
      <section className={`verdict verdict-${result.verdict}`}>
        <h2>{say(result.sentence)}</h2>
        <p className="muted">
          {result.verdict === 'unsigned'
            ? name
            : t('ver.count', { n: result.signatures.length, name })}
        </p>
        {result.reasons.map((reason) => (
          <p key={reason.code}>{say(reason)}</p>
        ))}
      </section>
      {result.signatures.map((signature, index) => (
        <SignatureCard key={signature.field} signature={signature} number={index + 1} />
      ))}
    </>
  );
}
