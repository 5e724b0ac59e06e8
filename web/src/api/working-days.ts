import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Answer } from './answers';
import { get } from './client';

export type WorkingDays = Answer<'WorkingDays'>;

const HALF_HOUR_MS = 30 * 60_000;

/** Today and the working days after it by the office's calendar, which knows the holidays. */
export function useWorkingDays(): UseQueryResult<WorkingDays> {
  return useQuery({
    queryKey: ['working-days'],
    queryFn: () => get<WorkingDays>('/working-days'),
    staleTime: HALF_HOUR_MS,
  });
}
