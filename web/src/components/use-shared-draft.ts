import { useEffect, useMemo, useState } from 'react';
import { ApiProblem } from '../api/problem';
import { type Conflict, mergeVersions, same, withValueAt } from './merge-versions';
import { useDraft } from './use-draft';

type Kept<T> = { readonly base: T; readonly version: number; readonly value: T };
type Stored<T> = { readonly value: T; readonly version: number };

export type SharedDraft<T> = {
  readonly value: T;
  /** The stored version that `value` is written on: sent as `If-Match`. */
  readonly version: number;
  readonly set: (next: T | ((old: T) => T)) => void;
  /** Something typed earlier came back. */
  readonly restored: boolean;
  readonly dirty: boolean;
  /** What another person has stored since this form was opened and what is typed here disagree. */
  readonly conflicts: readonly Conflict[];
  /** Another person's changes elsewhere in the form were joined with what is typed here. */
  readonly joined: boolean;
  /** The page says of this refusal what it means: it needs no notice of its own. */
  readonly explains: (error: unknown) => boolean;
  readonly takeStored: () => void;
  readonly takeOne: (conflict: Conflict) => void;
  readonly keepMine: () => void;
  /** What the server answered to `sent`; what was typed while it answered stays. */
  readonly settle: (stored: Stored<T>, sent?: T) => void;
};

/**
 * A draft of what several people may write. It remembers on which version it was begun, also when
 * it comes back from the session storage: a version stored meanwhile is joined field by field, and
 * where both have written something different it is seen before it is replaced.
 */
export function useSharedDraft<T>(key: string, stored: Stored<T>): SharedDraft<T> {
  const draft = useDraft<Kept<T>>(`shared.${key}`, { ...stored, base: stored.value });
  const { base, version, value } = draft.value;
  const [joined, setJoined] = useState(false);
  const storedText = JSON.stringify(stored.value);
  const found = useMemo(
    () => mergeVersions(base, JSON.parse(storedText) as T, value),
    [base, storedText, value],
  );
  const dirty = !same(value, base);
  // An answer to an own save may come before the page has its version: it is not news.
  const moved = stored.version >= version && !same(base, stored.value);
  const conflicts = moved ? found.conflicts : [];
  const behind = moved || stored.version > version;

  function rebase(next: T): void {
    draft.set({ base: stored.value, version: stored.version, value: next });
    if (moved && !same(next, stored.value)) setJoined(true);
  }
  useEffect(() => {
    if (behind && conflicts.length === 0) rebase(found.value);
  });

  return {
    ...{ value, version, dirty, conflicts, joined },
    restored: draft.restored && dirty,
    explains: (error) => isStale(error) && (joined || conflicts.length > 0),
    set: (next) => {
      draft.set((old) => ({ ...old, value: isChange(next) ? next(old.value) : next }));
    },
    takeStored: () => {
      rebase(
        conflicts.reduce(
          (next, { path, stored: theirs }) => withValueAt(next, path, theirs),
          found.value,
        ),
      );
    },
    takeOne: ({ path, stored: theirs }) => {
      draft.set((old) => ({ ...old, value: withValueAt(old.value, path, theirs) }));
    },
    keepMine: () => {
      rebase(found.value);
    },
    settle: (answer, sent) => {
      setJoined(false);
      draft.set((old) => ({
        base: answer.value,
        version: answer.version,
        value:
          sent === undefined ? answer.value : mergeVersions(sent, answer.value, old.value).value,
      }));
      draft.clear();
    },
  };
}

function isStale(error: unknown): boolean {
  return error instanceof ApiProblem && error.isStale;
}

function isChange<T>(next: T | ((old: T) => T)): next is (old: T) => T {
  return typeof next === 'function';
}
