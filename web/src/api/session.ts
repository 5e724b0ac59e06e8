import { get, post, put, remove, setCsrfToken } from './client';
import { ApiProblem } from './problem';

export type Space = 'government' | 'party';

export type PostChoice = {
  readonly id: string;
  readonly title: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly space: Space;
  readonly roles: readonly string[];
};

export type Acting = PostChoice & {
  /** Agencies whose registers and seal this clerk keeps. */
  readonly clerkOf: readonly { readonly id: string; readonly name: string }[];
};

export type Session = {
  readonly person: { readonly id: string; readonly name: string };
  readonly posts: readonly PostChoice[];
  readonly acting: Acting;
  readonly csrfToken: string;
  readonly demo: boolean;
};

export async function loadSession(): Promise<Session | null> {
  try {
    const session = await get<Session>('/session');
    setCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof ApiProblem && error.isSignedOut) return null;
    throw error;
  }
}

export async function signIn(username: string, password: string): Promise<void> {
  await post('/session', { username, password });
}

export async function choosePost(postId: string): Promise<void> {
  await put('/session/post', { postId });
}

export async function signOut(): Promise<void> {
  await remove('/session');
  setCsrfToken(null);
}
