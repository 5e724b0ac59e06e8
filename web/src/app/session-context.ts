import { createContext, useContext } from 'react';
import type { Session } from '../api/session';

export const SessionContext = createContext<Session | null>(null);

/** The session of the person at the screen; only inside the signed-in part of the page. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of a signed-in page');
  return session;
}

type Role = Session['acting']['roles'][number];

export function hasAnyRole(session: Session, ...roles: readonly Role[]): boolean {
  return roles.some((role) => session.acting.roles.includes(role));
}
