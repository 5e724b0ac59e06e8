import '../../styles/mantine-forms';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SyntheticEvent, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ApiProblem } from '../../api/problem';
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
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(code);
  useEffect(() => {
    // What was typed into has made way for the answer.
    if (before.current !== code) heading.current?.focus({ preventScroll: true });
    before.current = code;
  }, [code]);
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
        <h1 ref={heading} tabIndex={-1}>
          {code === undefined ? t('ver.public.title') : t('ver.public.code.title')}
        </h1>
        {code === undefined ? <AnyFile /> : <ByCode key={code} code={code} />}
      </main>
    </div>
  );
}

function AnyFile(): ReactNode {
  return (
    <>
      <CodeForm given="" />
      <FileCheck text={t('ver.public.drop.text')} check={verifyInPublic} />
    </>
  );
}

function CodeForm({ given }: { readonly given: string }): ReactNode {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(given);
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
      {found.isError && isUnknown(found.error) && (
        <>
          <p className="notice notice-amber" role="alert">
            {t('ver.public.unknown')}
          </p>
          <CodeForm given={(code.match(/.{1,4}/g) ?? []).join('-')} />
        </>
      )}
      {found.isError && !isUnknown(found.error) && (
        <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && <Version code={code} version={found.data} />}
      <p>
        <Link to="/kiem-tra">{t('ver.public.other')}</Link>
      </p>
    </>
  );
}

/** Anything else, such as too many questions in a minute, says nothing of the code. */
function isUnknown(error: unknown): boolean {
  return error instanceof ApiProblem && [404, 422].includes(error.problem.status);
}

type VersionProps = { readonly code: string; readonly version: PublicVersion };

function Version({ code, version }: VersionProps): ReactNode {
  const compare = useMutation({ mutationFn: (file: File) => compareInPublic(code, file) });
  const words = WORDS[version.kind];
  return (
    <>
      <section className="public-document">
        <Facts
          items={[
            [t(words.symbol), version.symbol && <strong key="symbol">{version.symbol}</strong>],
            [t(words.type), version.typeName],
            [t(words.agency), version.agencyName],
            [t(words.on), day(version.issuedOn)],
            [t(words.sha256), <code key="sha256">{version.sha256}</code>],
          ]}
        />
      </section>
      {words.notice !== null && <p className="notice notice-blue">{t(words.notice)}</p>}
      <DropZone
        title={t(words.compare)}
        text={t('ver.public.compare.text')}
        again={compare.data !== undefined}
        onFile={(file) => {
          compare.mutate(file);
        }}
      />
      <div aria-live="polite">
        {compare.isPending && <p>{t('app.loading')}</p>}
        {compare.isError && <ProblemNotice error={compare.error} />}
        {compare.isSuccess && <Compared result={compare.data} />}
      </div>
      {hasReport(version) && (
        <VerificationResult
          result={version.report}
          name={
            version.kind === 'paper-copy'
              ? t('ver.public.source')
              : version.symbol || version.typeName
          }
        />
      )}
    </>
  );
}

const ISSUED = {
  symbol: 'ver.public.symbol',
  type: 'ver.public.type',
  agency: 'ver.public.agency',
  on: 'ver.public.issuedOn',
  sha256: 'ver.public.sha256',
  compare: 'ver.public.compare',
  notice: null,
} as const;
const COPY = {
  ...ISSUED,
  symbol: 'reg.col.copySymbol',
  type: 'copy.field.type',
  agency: 'ver.public.copier',
  on: 'copy.issuedOn',
} as const;

/** What the same facts are called, and what of all this is not the paper in one's hand. */
const WORDS = {
  issued: ISSUED,
  print: {
    ...ISSUED,
    symbol: 'ver.public.numbers',
    agency: 'ver.public.keeper',
    on: 'ver.public.printedOn',
    notice: 'ver.public.print',
  },
  copy: COPY,
  'paper-copy': {
    ...COPY,
    sha256: 'ver.public.source.sha256',
    compare: 'ver.public.source.compare',
    notice: 'ver.public.source.notice',
  },
} as const;

/** A scan of paper has no signatures to be judged by, and needs none to be copied. */
function hasReport({ kind, report }: PublicVersion): boolean {
  return kind !== 'print' && !(kind === 'paper-copy' && report.verdict === 'unsigned');
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
