import type { VerifiedSignature } from '../api/verification';

/** What was put over or behind the signed bytes, though these themselves are as they were. */
const CHANGED = ['modified-after-signing', 'trailing-data', 'update-malformed'];

/** Whether what a reader sees is what was signed: that its bytes are still in the file is not enough. */
export function isContentIntact({
  intact,
  reasons,
}: {
  readonly intact: VerifiedSignature['intact'];
  readonly reasons: readonly Pick<VerifiedSignature['reasons'][number], 'code'>[];
}): boolean {
  return intact && !reasons.some(({ code }) => CHANGED.includes(code));
}
