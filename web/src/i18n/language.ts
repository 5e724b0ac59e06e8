import { useSyncExternalStore } from 'react';

export type Language = 'vi' | 'en';

const KEY = 'trien.language';
const listeners = new Set<() => void>();
let current: Language = read();

function read(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

export function language(): Language {
  return current;
}

export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that refuses storage keeps the choice until the page is closed.
  }
  listeners.forEach((listener) => {
    listener();
  });
}

export function useLanguage(): Language {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, language);
}
