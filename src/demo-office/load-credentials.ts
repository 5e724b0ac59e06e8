import type { DataSource } from 'typeorm';
import type { Role } from '../platform/access/actor.js';
import type { OrganisationDirectory } from '../modules/organisation/index.js';
import type { DemoSeal, DemoSigner, SigningSetup } from '../modules/signing/index.js';

/** Who signs or initials; officers draft and clerks keep the seal. */
const SIGNING_ROLES: readonly Role[] = ['leader', 'office-chief', 'unit-head'];

/**
 * Doing it again changes nothing: the module keeps the credentials that it has.
 *
 * @param only agencies by code; making the keys of a whole province takes a test half a minute
 */
export async function loadCredentials(
  {
    db,
    directory,
    setup,
  }: { db: DataSource; directory: OrganisationDirectory; setup: SigningSetup },
  pin: string,
  only: readonly string[] | null = null,
): Promise<void> {
  const signers: DemoSigner[] = [];
  const seals: DemoSeal[] = [];
  for (const agency of await directory.listAgencies(db)) {
    if (agency.isExternal || (only !== null && !only.includes(agency.code))) continue;
    const posts = await directory.postsOf(db, { agencyId: agency.id });
    for (const post of posts) {
      if (!post.roles.some((role) => SIGNING_ROLES.includes(role))) continue;
      signers.push({
        postId: post.id,
        fullName: post.personName,
        title: post.title,
        agencyName: agency.legalName,
      });
    }
    const clerks = await directory.clerksOf(db, agency.id);
    if (!agency.hasSeal || agency.sealOf !== null || clerks.length === 0) continue;
    seals.push({
      agencyId: agency.id,
      agencyName: agency.legalName,
      sealDiameterMm: agency.sealDiameterMm ?? 36,
      clerkPostIds: clerks.map(({ id }) => id),
    });
  }
  await setup.ensureDemoCredentials(signers, seals, pin);
}
