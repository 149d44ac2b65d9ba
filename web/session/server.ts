// Requests that need no keys, for screens: settings, devices, the practice, confirmation and the invitee's first look.
import { answer, createApi, settled } from './api.ts';
import { noticeBuild } from './build-watch.ts';
import type { Id } from './vault-api/id.ts';
import type { Policies, Practice } from './vault-api/session.ts';

let client: ReturnType<typeof createApi> | null = null;

// Made at the first call: the static export is rendered where there is no location.
export function api(): ReturnType<typeof createApi> {
  client ??= createApi({ origin: location.origin, fetch: fetch.bind(globalThis), onBuild: noticeBuild });
  return client;
}

export const server = {
  settings: () => answer(api().settings.$get()),
  /** Tells the server that the person is active, which alone extends the session. */
  active: () => settled(api().session.active.$post()),

  storage: () => answer(api().attachments.storage.$get()),

  devices: async () => (await answer(api().devices.$get())).devices,
  endDevice: (id: Id) => settled(api().devices[':id'].$delete({ param: { id } })),
  endOtherDevices: () => settled(api().devices.$delete()),

  practice: () => answer(api().practice.$get()),
  updatePractice: (changes: Partial<Pick<Practice, 'name' | 'replyTo'>> & { policies?: Partial<Omit<Policies, 'allowedDomains'> & { allowedDomains: string[] }> }) =>
    settled(api().practice.$patch({ json: changes })),
  rename: (name: string) => settled(api().profile.$patch({ json: { name } })),
  speak: (language: 'en' | 'de') => settled(api().profile.$patch({ json: { language } })),

  viewConfirmation: (token: string) => answer(api().confirm.view.$post({ json: { token } })),
  confirm: (token: string) => answer(api().confirm.$post({ json: { token } })),
  resendConfirmation: () => settled(api().confirm.resend.$post()),
  addressChange: () => answer(api()['address-change'].$get()),
  viewAddressChange: (token: string) => answer(api()['address-change'].view.$post({ json: { token } })),
  answerAddressChange: (token: string) => settled(api()['address-change'].answer.$post({ json: { token } })),
  agreeToAddressChange: (token: string) => settled(api()['address-change'].agree.$post({ json: { token } })),
  refuseAddressChange: (token: string) => settled(api()['address-change'].stop.$post({ json: { token } })),
  viewRestart: (token: string) => answer(api().restart.view.$post({ json: { token } })),

  viewInvitation: ({ id, token }: { id: Id; token: string | null }) =>
    answer(api().invitations[':id'].view.$post({ param: { id }, json: token === null ? {} : { token } })),
  askForCode: ({ id, token }: { id: Id; token: string }) =>
    settled(api().invitations[':id'].ask.$post({ param: { id }, json: { token } })),
};
