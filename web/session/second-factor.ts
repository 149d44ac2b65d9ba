// The second factor of one's own account, as far as it needs no keys.
import { answer } from './api.ts';
import { api } from './server.ts';

export const secondFactor = {
  state: () => answer(api()['second-factor'].$get()),
  /** A code of the app puts it in force. Answers the recovery codes, this once. */
  finish: async (json: { setUp: string; code: string }) => (await answer(api()['second-factor']['set-up'].finish.$post({ json }))).codes,
};
