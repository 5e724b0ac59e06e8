import { extendSignatures, lastTimeStamp, type ExtensionServices } from '../index.js';

/** Another time-stamp before the last one ends; null while there is still time. */
export async function renewTheArchive(
  pdf: Uint8Array,
  services: ExtensionServices,
  now: Date,
  daysAhead = 90,
): Promise<Uint8Array | null> {
  const last = lastTimeStamp(pdf);
  const mustRenewAt = (last?.endsAt.getTime() ?? 0) - daysAhead * 86_400_000;
  if (now.getTime() < mustRenewAt) return null;
  return extendSignatures(pdf, 'B-LTA', services);
}
