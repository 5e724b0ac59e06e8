import type { Signer } from '../../api/organisation';
import type { Choice } from '../../components/form-field';

/** A post with several mandates stands once, under the first, which is the usual one. */
export function signerChoices(signers: readonly Signer[] | undefined): readonly Choice[] {
  const byPost = new Map<string, string>();
  for (const { postId, personName, authorityLines } of signers ?? []) {
    if (!byPost.has(postId)) byPost.set(postId, `${personName}: ${authorityLines.join(', ')}`);
  }
  return [...byPost].map(([value, label]) => ({ value, label }));
}
