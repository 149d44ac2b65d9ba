// Requests that need no keys, for screens: settings, devices, the practice, confirmation and the invitee's first look.
import { answer, createApi, refusal, settled } from './api.ts';
import { noticeBuild } from './build-watch.ts';
import type { Id, Practice } from './vault-api.ts';

let client: ReturnType<typeof createApi> | null = null;

// Made at the first call: the static export is rendered where there is no location.
function api(): ReturnType<typeof createApi> {
  client ??= createApi({ origin: location.origin, fetch: fetch.bind(globalThis), onBuild: noticeBuild });
  return client;
}

/** `practice`: for its owner and administrators. */
export type ActivityScope = 'own' | 'practice';
export type ActivityKind = 'log-ins' | 'account' | 'messages' | 'invitations' | 'practice';
/** Times are unix milliseconds, as texts. */
export type ActivityQuery = { who?: Id; what?: ActivityKind; from?: string; to?: string };
type AskedActivity<Query> = { scope: ActivityScope; query: Query };
const activityApi = (scope: ActivityScope) => (scope === 'practice' ? api().practice.activity : api().activity);

export const server = {
  settings: () => answer(api().settings.$get()),
  /** Tells the server that the person is active, which alone extends the session. */
  active: () => settled(api().session.active.$post()),

  storage: () => answer(api().attachments.storage.$get()),

  devices: async () => (await answer(api().devices.$get())).devices,
  endDevice: (id: Id) => settled(api().devices[':id'].$delete({ param: { id } })),
  endOtherDevices: () => settled(api().devices.$delete()),

  activity: ({ scope, query }: AskedActivity<ActivityQuery & { before?: string }>) => answer(activityApi(scope).$get({ query })),
  activityDays: ({ scope, query }: AskedActivity<ActivityQuery & { from: string; to: string }>) => answer(activityApi(scope).days.$get({ query })),
  /** All of it, as comma-separated values. */
  exportActivity: async ({ scope, query }: AskedActivity<ActivityQuery>) => {
    const response = await activityApi(scope).export.$get({ query });
    if (!response.ok) throw await refusal(response as Parameters<typeof refusal>[0]);
    return await response.text();
  },

  secondFactor: () => answer(api()['second-factor'].$get()),
  /** A code of the app puts it in force. Answers the recovery codes, this once. */
  finishSecondFactor: async (json: { setUp: string; code: string }) => (await answer(api()['second-factor']['set-up'].finish.$post({ json }))).codes,

  practice: () => answer(api().practice.$get()),
  updatePractice: (changes: Partial<Pick<Practice, 'name' | 'policies' | 'replyTo'>>) =>
    settled(api().practice.$patch({ json: changes })),
  rename: (name: string) => settled(api().profile.$patch({ json: { name } })),

  viewConfirmation: (token: string) => answer(api().confirm.view.$post({ json: { token } })),
  confirm: (token: string) => answer(api().confirm.$post({ json: { token } })),
  resendConfirmation: () => settled(api().confirm.resend.$post()),
  viewRestart: (token: string) => answer(api().restart.view.$post({ json: { token } })),

  viewInvitation: ({ id, token }: { id: Id; token: string | null }) =>
    answer(api().invitations[':id'].view.$post({ param: { id }, json: token === null ? {} : { token } })),
  askForCode: ({ id, token }: { id: Id; token: string }) =>
    settled(api().invitations[':id'].ask.$post({ param: { id }, json: { token } })),
};

export type ActivityEvent = Awaited<ReturnType<typeof server.activity>>['events'][number];
