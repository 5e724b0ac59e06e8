import { useQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Page } from './page';

export type Agency = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly legalName: string;
  readonly abbreviation: string;
  readonly space: string;
  readonly kind: string;
  readonly level: string;
  readonly isExternal: boolean;
};
export type Unit = {
  readonly id: string;
  readonly name: string;
  readonly abbreviation: string;
  readonly headName: string | null;
};
export type PostItem = {
  readonly id: string;
  readonly personName: string;
  readonly title: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly roles: readonly string[];
};
export type Group = {
  readonly code: string;
  readonly name: string;
  readonly members: readonly { readonly id: string; readonly name: string }[];
};
export type Signer = {
  readonly postId: string;
  readonly personName: string;
  readonly postTitle: string;
  readonly authorityLines: readonly string[];
  readonly positionBelow: string | null;
  readonly scope: string;
  readonly basis: string;
};

const LONG = 5 * 60_000;

/** Directories are short and change rarely: read whole, page after page, and kept. */
async function all<Item>(path: string, query: Record<string, string> = {}): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page: Page<Item> = await get(path, { ...query, after, limit: 200 });
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return items;
}

export function useAgencies(space?: string) {
  return useQuery({
    queryKey: ['agencies', space],
    queryFn: () => all<Agency>('/organisation/agencies', space ? { space } : {}),
    staleTime: LONG,
  });
}
export function useUnits(agencyId: string) {
  return useQuery({
    queryKey: ['units', agencyId],
    queryFn: () => all<Unit>(`/organisation/agencies/${agencyId}/units`),
    staleTime: LONG,
    enabled: agencyId !== '',
  });
}
export function usePosts(agencyId: string) {
  return useQuery({
    queryKey: ['posts', agencyId],
    queryFn: () => all<PostItem>(`/organisation/agencies/${agencyId}/posts`),
    staleTime: LONG,
    enabled: agencyId !== '',
  });
}
export function useGroups() {
  return useQuery({
    queryKey: ['groups'],
    queryFn: () => all<Group>('/organisation/groups'),
    staleTime: LONG,
  });
}
export function useSigners(agencyId: string, typeCode: string) {
  return useQuery({
    queryKey: ['signers', agencyId, typeCode],
    queryFn: async () =>
      (
        await get<{ items: readonly Signer[] }>(`/organisation/agencies/${agencyId}/signers`, {
          typeCode,
        })
      ).items,
    enabled: agencyId !== '' && typeCode !== '',
    staleTime: LONG,
  });
}
