import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { get, type Query } from '../api/client';
import type { Page } from '../api/page';

/** A list of the server, page after page by its own cursor. */
export function usePagedList<Item>(path: string, query: Query, enabled = true) {
  const result = useInfiniteQuery({
    queryKey: ['list', path, query],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Item>>(path, { limit: 50, ...query, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
  return { ...result, rows: result.data?.pages.flatMap(({ items }) => items) ?? [] };
}
