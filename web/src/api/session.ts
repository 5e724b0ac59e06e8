import type { Answer } from './answers';
import { get, post, put, remove, setCsrfToken } from './client';
import { ApiProblem } from './problem';

export type PostChoice = Answer<'OwnPost'>;

export type Acting = Answer<'ActingPost'>;

export type Session = Answer<'Session'>;

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
