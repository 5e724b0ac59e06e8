import type { TrustAnchor } from '../pki/trust.js';
import { evidenceClient } from '../services/evidence-client.js';
import { allowedHostsFetcher, type Fetcher } from '../services/fetcher.js';
import { timeStampClient } from '../services/time-stamp-client.js';
import type { EvidenceSource, TimeStamper } from '../signing/services.js';
import { MisuseError, type CommandIo } from './command.js';
import type { Flags } from './flags.js';

export type Services = { readonly timeStamper: TimeStamper; readonly evidence: EvidenceSource };

/**
 * Services on the network: the hosts of `--tsa`, and those that `--allow-host` names. Opened once a
 * run: connections and answers are kept from file to file.
 */
export function openServices(
  flags: Flags,
  io: CommandIo,
  trustAnchors: readonly TrustAnchor[],
): Services {
  const authorities = flags.many('tsa').map((url) => ({ url }));
  const shared = { fetcher: fetcherOf(flags), trustAnchors, clock: { now: io.now } };
  const revocation = flags.one('revocation') === 'always' ? 'always' : 'when-named';
  return {
    timeStamper: timeStampClient({ ...shared, authorities }),
    evidence: evidenceClient({ ...shared, revocation }),
  };
}

function fetcherOf(flags: Flags): Fetcher {
  const stamping = flags.many('tsa').map((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url !== null && /^https?:$/.test(url.protocol)) return url.host;
    throw new MisuseError(
      `--tsa nhận địa chỉ như http://tsa.example.vn/, không phải "${text}"`,
      `--tsa takes an address such as http://tsa.example.vn/, not "${text}"`,
    );
  });
  for (const host of flags.many('allow-host')) {
    if (/^[^\s/@?#]+$/.test(host) && URL.canParse(`http://${host}`)) continue;
    throw new MisuseError(
      `--allow-host nhận host hoặc host:port, không phải "${host}"`,
      `--allow-host takes host or host:port, not "${host}"`,
    );
  }
  return allowedHostsFetcher([...stamping, ...flags.many('allow-host')]);
}
