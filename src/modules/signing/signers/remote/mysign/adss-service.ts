import type { Clock } from '../../../../../platform/clock/clock.js';
import { CscAuthorizationServer } from '../csc/csc-authorization-server.js';
import { CscClient } from '../csc/csc-client.js';
import { CscService } from '../csc/csc-service.js';
import { CSC_V1 } from '../csc/csc-v1.js';
import { RecentUsers } from '../recent-users.js';
import type { RemoteHttp } from '../remote-http.js';
import type {
  RemoteCertificate,
  RemoteOrder,
  RemoteSigningService,
  RemoteState,
} from '../remote-signing-service.js';
import type { MySignSettings } from './mysign-service.js';

const NAME = 'Viettel MySign';
/** More than an office has people who sign; an order that runs keeps its own. */
const MOST_USERS = 500;

/**
 * Viettel MySign where it stands at `adss/service`: CSC API v1 behind a login in the name of each
 * holder, who confirms in his app while `credentials/authorize` waits.
 */
export class AdssService implements RemoteSigningService {
  readonly medium = 'mysign';
  readonly name = NAME;
  private readonly holders = new RecentUsers<CscService>(MOST_USERS);
  private readonly orders = new Map<string, CscService>();

  constructor(
    private readonly http: RemoteHttp,
    private readonly settings: MySignSettings & { readonly confirmWithinMs: number },
    private readonly clock: Clock,
  ) {}

  listCertificates(user: string): Promise<readonly RemoteCertificate[]> {
    return this.of(user).listCertificates(null);
  }

  async start(order: RemoteOrder): Promise<string> {
    const service = this.of(order.location.user);
    const id = await service.start(order);
    this.orders.set(id, service);
    return id;
  }

  poll(transactionId: string): Promise<RemoteState> {
    const service = this.orders.get(transactionId);
    return service ? service.poll(transactionId) : Promise.resolve({ state: 'expired' });
  }

  async cancel(transactionId: string): Promise<void> {
    await this.orders.get(transactionId)?.cancel(transactionId);
    this.orders.delete(transactionId);
  }

  private of(user: string): CscService {
    const known = this.holders.get(user);
    if (known) return known;
    const { clientId: id, clientSecret: secret, profileId, confirmWithinMs } = this.settings;
    const base = this.settings.base.replace(/\/+$/, '');
    const tokens = new CscAuthorizationServer(NAME, this.http, { id, secret }, this.clock);
    const tokenSource = { kind: 'ras', base, user, profileId } as const;
    const endpoint = { name: NAME, base, oauthBase: null, tokenSource };
    const client = new CscClient(endpoint, CSC_V1, this.http, tokens);
    const service = new CscService(client, CSC_V1, this.clock, { name: NAME, confirmWithinMs });
    this.holders.set(user, service);
    return service;
  }
}
