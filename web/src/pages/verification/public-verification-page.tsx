import '../../styles/mantine-forms';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import {
  compareInPublic,
  loadPublicVersion,
  verifyInPublic,
  type ComparedFile,
  type PublicVersion,
} from '../../api/verification';
import { Facts } from '../../components/facts';
import { day } from '../../components/format';
import { ProblemNotice } from '../../components/problem-notice';
import { say } from '../../components/signature-card';
import { switchLanguage, t } from '../../i18n';
import { language } from '../../i18n/language';
import { Mark } from '../../shell/mark';
import { DropZone } from './drop-zone';
import { FileCheck } from './file-check';
import { VerificationResult } from './verification-result';
import './public-verification.css';

/** For anybody who holds a document: by the code printed on it, or by the file itself. */
export default function PublicVerificationPage(): ReactNode {
  const { code } = useParams();
  return (
    <div className="public-page">
      <header className="public-head">
        <Mark size={32} />
        <strong>{t('app.name')}</strong>
        <span className="grow" />
        <button
          type="button"
          className="link-button"
          onClick={() => void switchLanguage(language() === 'vi' ? 'en' : 'vi')}
        >
          {t('app.switchLanguage')}
        </button>
        <Link to="/">{t('ver.public.signIn')}</Link>
      </header>
      <main className="stack verification">
        <h1>{code === undefined ? t('ver.public.title') : t('ver.public.code.title')}</h1>
        {code === undefined ? <AnyFile /> : <ByCode key={code} code={code} />}
      </main>
    </div>
  );
}

function AnyFile(): ReactNode {
  return (
    <>
      <CodeForm />
      <FileCheck text={t('ver.public.drop.text')} check={verifyInPublic} />
    </>
  );
}

function CodeForm(): ReactNode {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const code = typed.replace(/[\s-]/g, '');
  return (
    <form
      className="code-form"
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (code !== '') void navigate(`/kiem-tra/${encodeURIComponent(code)}`);
      }}
    >
      <TextInput
        label={t('ver.public.code')}
        description={t('ver.public.code.hint')}
        value={typed}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <Button type="submit" variant="default">
        {t('ver.public.code.go')}
      </Button>
    </form>
  );
}

function ByCode({ code }: { readonly code: string }): ReactNode {
  const found = useQuery({
    queryKey: ['public-version', code],
    queryFn: ({ signal }) => loadPublicVersion(code, signal),
    retry: false,
  });
  return (
    <>
      {found.isPending && <p className="muted">{t('app.loading')}</p>}
      {found.isError && (
        <>
          <p className="notice notice-amber">{t('ver.public.unknown')}</p>
          <CodeForm />
        </>
      )}
      {found.isSuccess && <Version code={code} version={found.data} />}
      <p>
        <Link to="/kiem-tra">{t('ver.public.other')}</Link>
      </p>
    </>
  );
}

type VersionProps = { readonly code: string; readonly version: PublicVersion };

function Version({ code, version }: VersionProps): ReactNode {
  const compare = useMutation({ mutationFn: (file: File) => compareInPublic(code, file) });
  const isPrint = version.kind === 'print';
  return (
    <>
      <section className="public-document">
        <Facts
          items={[
            [
              t(isPrint ? 'ver.public.numbers' : 'ver.public.symbol'),
              version.symbol && <strong key="symbol">{version.symbol}</strong>,
            ],
            [t('ver.public.type'), version.typeName],
            [t(isPrint ? 'ver.public.keeper' : 'ver.public.agency'), version.agencyName],
            [t(isPrint ? 'ver.public.printedOn' : 'ver.public.issuedOn'), day(version.issuedOn)],
            [t('ver.public.sha256'), <code key="sha256">{version.sha256}</code>],
          ]}
        />
      </section>
      <DropZone
        title={t('ver.public.compare')}
        text={t('ver.public.compare.text')}
        again={compare.data !== undefined}
        onFile={(file) => {
          compare.mutate(file);
        }}
      />
      <div aria-live="polite">
        {compare.isError && <ProblemNotice error={compare.error} />}
        {compare.isSuccess && <Compared result={compare.data} />}
      </div>
      {isPrint ? (
        <p className="notice notice-blue">{t('ver.public.print')}</p>
      ) : (
        <VerificationResult result={version.report} name={version.symbol || version.typeName} />
      )}
    </>
  );
}

const LOOK = { same: 'green', continues: 'amber', different: 'red' } as const;

function Compared({ result }: { readonly result: ComparedFile }): ReactNode {
  return (
    <div className={`notice notice-${LOOK[result.result]}`}>
      <strong>{t(`ver.public.compare.${result.result}`)}</strong>
      {result.differences.map((difference) => (
        <span key={difference.code}>{say(difference)}</span>
      ))}
    </div>
  );
}
