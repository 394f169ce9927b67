import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import { ask } from '../api.ts';
import { Installation, retry } from '../queries.ts';

/** How a part of the settings is asked. */
type Asking = <A>(path: string, sent: NonNullable<Parameters<typeof ask>[2]>) => Promise<A>;

/** A part of the settings that has its own address under `/api/v1/`, and its own list there. */
export function part(name: string, everyMs: number) {
  const at = `/api/v1/${name}`;
  return {
    /** The list; or what lies below it, at a path, where that is open. */
    useShown<A>(path = '', open = true) {
      const installation = useContext(Installation);
      return useQuery<A>({
        queryKey: [name, installation, path],
        queryFn: ({ signal }) => ask(at + path, installation, { signal }),
        refetchInterval: everyMs,
        enabled: open,
        retry,
      });
    },
    /** Something is done to it; what is shown of it is asked for again. */
    useDoing<W, A>(send: (asking: Asking, what: W) => Promise<A>) {
      const installation = useContext(Installation);
      const client = useQueryClient();
      return useMutation({
        mutationFn: (what: W) => send((path, sent) => ask(at + path, installation, sent), what),
        onSuccess: () => client.invalidateQueries({ queryKey: [name, installation] }),
      });
    },
  };
}
