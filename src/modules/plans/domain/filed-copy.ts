import type { PlanContent } from './plan-content.js';

/** What the drafter says of the copies that stay: `VT, NC` of `Lưu: VT, NC`. */
export function filedCopy({ recipients }: Pick<PlanContent, 'recipients'>): string | null {
  const filed = recipients.find(({ kind }) => kind === 'file');
  if (!filed || !('printedOnly' in filed.target)) return null;
  return (filed.text ?? filed.target.printedOnly).replace(/^Lưu:?\s*/u, '').replace(/\.$/u, '');
}
