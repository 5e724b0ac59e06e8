import type { Actor } from './actor.js';

/** How the guard learns who calls: `identity` provides it, the platform knows no module. */
export abstract class ActorSource {
  /** The actor of a session, as his post stands today; null when the session or post has ended. */
  abstract find(accountId: string, postId: string): Promise<Actor | null>;
}
