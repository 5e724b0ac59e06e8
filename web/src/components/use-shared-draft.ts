import { useEffect, useState } from 'react';
import { useDraft } from './use-draft';

type SharedDraft<T> = {
  readonly value: T;
  readonly set: (next: T | ((old: T) => T)) => void;
  readonly restored: boolean;
  /** Somebody has stored another version since this form was opened, and something is typed here. */
  readonly moved: boolean;
  readonly takeStored: () => void;
  readonly keepMine: () => void;
  /** What was just stored, as the server answered it. */
  readonly settle: (stored: T) => void;
};

/** A draft of what several people may write: a version stored meanwhile is seen before it is replaced. */
export function useSharedDraft<T>(key: string, stored: T): SharedDraft<T> {
  const { value, set, clear, restored } = useDraft<T>(key, stored);
  const [base, setBase] = useState(stored);
  const differs = !same(base, stored);
  const typed = !same(value, base) && !same(value, stored);

  function settle(next: T): void {
    set(next);
    clear();
    setBase(next);
  }
  // Nothing is typed here: the form follows what is stored.
  useEffect(() => {
    if (differs && !typed) settle(stored);
  });

  return {
    ...{ value, set, restored, settle },
    moved: differs && typed,
    takeStored: () => {
      settle(stored);
    },
    keepMine: () => {
      setBase(stored);
    },
  };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
