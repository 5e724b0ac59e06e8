import { X509Certificate } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../../../../../config/settings.js';
import {
  type Token,
  type TokenCertificate,
  TokenClient,
  TokenError,
} from '../../../../../libs/signing-agent/index.js';
import { TokenUnavailableError, toDomainError } from './token.errors.js';

export type CertificateAtServer = TokenCertificate & { readonly library: string };

/** Hex, of the certificate. */
export function serialOf({ certificate }: TokenCertificate): string {
  return new X509Certificate(Buffer.from(certificate, 'base64')).serialNumber.toLowerCase();
}

/** The HSMs and tokens at this machine: one process for each library that the settings name. */
@Injectable()
export class ServerTokens implements OnApplicationShutdown {
  private readonly clients: ReadonlyMap<string, TokenClient>;

  constructor(settings: Settings) {
    const { libraries, timeoutMs } = settings.tokenSigning;
    this.clients = new Map(
      libraries.map((library) => [library, new TokenClient({ library, timeoutMs })]),
    );
  }

  /** @throws {TokenUnavailableError} the settings do not (or no longer) name this library */
  by(library: string): Token {
    const client = this.clients.get(library);
    if (client === undefined) throw new TokenUnavailableError('token.library-unusable');
    return client;
  }

  /** What is plugged in everywhere; a library that fails is left out unless all do. */
  async certificates(): Promise<readonly CertificateAtServer[]> {
    const found = await Promise.allSettled(
      [...this.clients].map(async ([library, client]) =>
        (await client.certificates()).map((one) => ({ ...one, library })),
      ),
    );
    const failed = found.find((one) => one.status === 'rejected');
    if (failed && found.every(({ status }) => status === 'rejected')) {
      throw failed.reason instanceof TokenError ? toDomainError(failed.reason) : failed.reason;
    }
    return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  }

  onApplicationShutdown(): void {
    for (const client of this.clients.values()) client.close();
  }
}
