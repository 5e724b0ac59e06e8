import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../../../../../config/settings.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { CscAuthorizationServer } from './csc/csc-authorization-server.js';
import { CscBrowser } from './csc/csc-browser.js';
import { CscClient } from './csc/csc-client.js';
import type { CscDialect } from './csc/csc-dialect.js';
import { CscService } from './csc/csc-service.js';
import { CSC_V1 } from './csc/csc-v1.js';
import { CSC_V2 } from './csc/csc-v2.js';
import { AwaitedAnswers } from './awaited-answers.js';
import { AdssService } from './mysign/adss-service.js';
import { MySignService, type MySignSettings } from './mysign/mysign-service.js';
import { type Pause, RemoteHttp } from './remote-http.js';
import { RemoteKeyProvider } from './remote-key-provider.js';
import { RemoteNeedsBrowserError, RemoteNotConfiguredError } from './remote-signing.errors.js';
import {
  type BrowserAuthorisation,
  REMOTE_MEDIA,
  type RemoteMedium,
  type RemoteOrder,
  type RemoteSigningService,
} from './remote-signing-service.js';
import { SmartCaService } from './smartca/smartca-service.js';

const wait: Pause = async (milliseconds) => {
  await pause(milliseconds);
};

/** The remote signing services that the settings name. */
@Injectable()
export class RemoteSigning implements OnApplicationShutdown {
  readonly keyProviders: readonly RemoteKeyProvider[];
  private readonly services = new Map<RemoteMedium, RemoteSigningService>();
  private readonly clients: CscClient[] = [];
  private readonly answers = new AwaitedAnswers();

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    const { cscV1, cscV2, smartCa, mySign, pollMs, confirmWithinMs } = settings.remoteSigning;
    if (cscV2) this.services.set('csc-v2', this.csc(CSC_V2, cscV2));
    if (cscV1) this.services.set('csc-v1', this.csc(CSC_V1, cscV1));
    if (smartCa) {
      const http = this.http('VNPT SmartCA', smartCa.url);
      const { url: base, clientId: spId, clientSecret: spPassword } = smartCa;
      this.services.set('smartca', new SmartCaService(http, { base, spId, spPassword }, clock));
    }
    if (mySign) {
      const http = this.http('Viettel MySign', mySign.url);
      this.services.set('mysign', this.mySign(http, { ...mySign, base: mySign.url }));
    }
    const pace = { rest: (id: string) => this.rest(id, pollMs), confirmWithinMs };
    this.keyProviders = REMOTE_MEDIA.map(
      (medium) => new RemoteKeyProvider(medium, this.services.get(medium) ?? null, pace, clock),
    );
  }

  configured(): readonly RemoteSigningService[] {
    return REMOTE_MEDIA.flatMap((medium) => this.services.get(medium) ?? []);
  }

  /** @throws {RemoteNotConfiguredError} the office has no access to it */
  service(medium: RemoteMedium): RemoteSigningService {
    const service = this.services.get(medium);
    if (!service) throw new RemoteNotConfiguredError(medium);
    return service;
  }

  /** @throws {RemoteNeedsBrowserError} this service has no page of its own that the office knows */
  browser(medium: RemoteMedium): BrowserAuthorisation {
    const { browser, name } = this.service(medium);
    if (!browser) throw new RemoteNeedsBrowserError(name);
    return browser;
  }

  /** Waits until the holder has confirmed; the value is not yet checked by anybody. */
  async signOne(medium: RemoteMedium, order: RemoteOrder): Promise<Uint8Array> {
    const provider = this.keyProviders.find((one) => one.medium === medium);
    if (!provider) throw new RemoteNotConfiguredError(medium);
    const [value = new Uint8Array()] = await provider.order(order);
    if (value instanceof Error) throw value;
    return value;
  }

  /**
   * The service says that a holder has answered. Nothing of it is believed: whoever waits for this
   * order asks now instead of a little later; in another process he asks when his turn comes.
   */
  answered(transactionId: string): void {
    this.answers.tell(transactionId);
  }

  /** Tokens end with the process, as far as the services can be reached. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.clients.map((client) => client.revoke()));
  }

  private async rest(id: string, pollMs: number): Promise<void> {
    const over = new AbortController();
    const turn = pause(pollMs, undefined, { signal: over.signal }).catch(() => undefined);
    await Promise.race([turn, this.answers.of(id)]);
    over.abort();
    this.answers.forget(id);
  }

  private csc(
    dialect: CscDialect,
    access: NonNullable<Settings['remoteSigning']['cscV2']>,
  ): RemoteSigningService {
    const { url: base, oauthUrl: oauthBase, clientId: id, clientSecret: secret } = access;
    const name = new URL(base).host;
    const http = this.http(name, base, ...(oauthBase === null ? [] : [oauthBase]));
    const tokens = new CscAuthorizationServer(name, http, { id, secret }, this.clock);
    const client = new CscClient({ name, base, oauthBase }, dialect, http, tokens);
    this.clients.push(client);
    const { confirmWithinMs } = this.settings.remoteSigning;
    const browser = new CscBrowser(name, client, tokens);
    return new CscService(client, dialect, this.clock, { name, confirmWithinMs, browser });
  }

  /** It has stood at two addresses, each with a protocol of its own. */
  private mySign(http: RemoteHttp, access: MySignSettings): RemoteSigningService {
    const { confirmWithinMs } = this.settings.remoteSigning;
    return /\/adss\/service\/*$/.test(access.base)
      ? new AdssService(http, { ...access, confirmWithinMs }, this.clock)
      : new MySignService(http, access, this.clock);
  }

  private http(name: string, ...addresses: readonly string[]): RemoteHttp {
    return new RemoteHttp({
      name,
      hosts: addresses.map((address) => new URL(address).host),
      timeoutMs: this.settings.remoteSigning.timeoutMs,
      pause: wait,
    });
  }
}
