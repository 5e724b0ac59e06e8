import type { Answer } from './answers';
import { useQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Page } from './page';

export type Agency = Answer<'AgencyItem'>;
export type Unit = Answer<'UnitItem'>;
export type PostItem = Answer<'PostItem'>;
export type Group = Answer<'GroupItem'>;
export type Signer = Answer<'Signer'>;

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
    queryFn: async () => {
      const { items } = await get<Answer<'Signers'>>(`/organisation/agencies/${agencyId}/signers`, {
        typeCode,
      });
      // One post may hold several mandates for a type; the first is the one to propose.
      return items.filter(
        ({ postId }, index) => items.findIndex((one) => one.postId === postId) === index,
      );
    },
    enabled: agencyId !== '' && typeCode !== '',
    staleTime: LONG,
  });
}
