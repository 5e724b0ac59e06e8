import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Filters live in the address: a list can be sent to a colleague, and Back finds it as it was. */
export function useFilters(): {
  get: (name: string) => string;
  set: (changes: Readonly<Record<string, string | null>>) => void;
} {
  const [params, setParams] = useSearchParams();
  const get = useCallback((name: string) => params.get(name) ?? '', [params]);
  const set = useCallback(
    (changes: Readonly<Record<string, string | null>>) => {
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          for (const [name, value] of Object.entries(changes)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return { get, set };
}
