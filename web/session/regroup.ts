// After lists are to be by conversations, or no longer: what is loaded has the rows of before.
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { everyFolderKeys, queryKeys } from './query-keys.ts';
import type { MessageList } from './vault-api/mailbox.ts';

type Pages = InfiniteData<MessageList, string | null>;

/** The list on the screen stands until its new rows are there, from its beginning; the others load anew when they are shown. */
export async function regroup(queryClient: QueryClient): Promise<void> {
  // What is still on its way has the rows of before too, and whoever asks anew would be given it.
  for (const queryKey of [queryKeys.newest, queryKeys.allMessages]) await queryClient.cancelQueries({ queryKey });
  queryClient.removeQueries({ queryKey: queryKeys.allMessages, type: 'inactive' });
  queryClient.setQueriesData<Pages>({ queryKey: queryKeys.allMessages }, (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) });
  for (const queryKey of everyFolderKeys) await queryClient.invalidateQueries({ queryKey });
}
