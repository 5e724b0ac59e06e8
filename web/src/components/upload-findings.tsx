import type { ReactNode } from 'react';
import type { UploadedFile } from '../api/files';
import { language } from '../i18n/language';
import { t } from '../i18n';
import './notice.css';

const TONES = { good: 'green', warning: 'amber', bad: 'red' } as const;

/** Signatures in the file, or what an unsigned one might hide: said before it goes to anybody. */
export function UploadFindings({ file }: { readonly file: UploadedFile }): ReactNode {
  // A draft that was kept by an earlier version of this page has none.
  const findings = (file.findings as UploadedFile['findings'] | undefined) ?? [];
  if (findings.length === 0) return null;
  return (
    <ul aria-label={t('ver.upload.findings')} className="upload-findings">
      {findings.map(({ code, tone, vi, en }) => (
        <li key={code} className={`notice notice-${TONES[tone]}`}>
          {language() === 'en' ? en : vi}
        </li>
      ))}
    </ul>
  );
}
