import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => !(error instanceof ApiProblem) && failures < 2,
    },
    mutations: { retry: false },
  },
});
