// The activity log and its figures, as the server keeps them.
import { answer, refusal } from './api.ts';
import { api } from './server.ts';
import type { Id } from './vault-api/id.ts';

/** `practice`: for its owner and administrators. */
export type ActivityScope = 'own' | 'practice';
export type ActivityKind = 'log-ins' | 'account' | 'messages' | 'invitations' | 'members' | 'practice';
/** Times are unix milliseconds, as texts. */
export type ActivityQuery = { who?: Id; what?: ActivityKind; from?: string; to?: string };
type AskedActivity<Query> = { scope: ActivityScope; query: Query };
const activityApi = (scope: ActivityScope) => (scope === 'practice' ? api().practice.activity : api().activity);

export const activityLog = {
  list: ({ scope, query }: AskedActivity<ActivityQuery & { before?: string }>) => answer(activityApi(scope).$get({ query })),
  days: ({ scope, query }: AskedActivity<ActivityQuery & { from: string; to: string }>) => answer(activityApi(scope).days.$get({ query })),
  /** All of it, as comma-separated values. */
  export: async ({ scope, query }: AskedActivity<ActivityQuery>) => {
    const response = await activityApi(scope).export.$get({ query });
    if (!response.ok) throw await refusal(response as Parameters<typeof refusal>[0]);
    return await response.text();
  },
};

export type ActivityEvent = Awaited<ReturnType<typeof activityLog.list>>['events'][number];
