import type { Session } from 'fastify';

/** Where sessions live: `identity` keeps them in PostgreSQL. The id arrives in clear and is stored hashed. */
export abstract class SessionStorePort {
  abstract read(sessionId: string): Promise<Session | null>;
  abstract write(sessionId: string, session: Session, expiresAt: Date): Promise<void>;
  abstract remove(sessionId: string): Promise<void>;
}
