// How many bytes of files the practice keeps, or a guest, and how many it may: asked for where one writes and where one looks it up.
import { queryKeys } from './query-keys.ts';
import { server } from './server.ts';

export const roomForFiles = {
  queryKey: queryKeys.storage,
  queryFn: async () => {
    const at = Date.now();
    return { ...(await server.storage()), at };
  },
};
