// The members of a practice and the invitations of coworkers, for its administrators, as far as that needs no keys.
import { answer, settled } from './api.ts';
import { byName } from './by-name.ts';
import { api } from './server.ts';
import type { Id } from './vault-api/id.ts';
import type { MemberRole } from './vault-api/session.ts';

const members = () => api().practice.members;
const invitations = () => api().practice.invitations;

export const roster = {
  /** Members and former ones by name. */
  list: async () => {
    const found = await answer(members().$get());
    return { ...found, members: found.members.toSorted(byName), former: found.former.toSorted(byName) };
  },
  changeRole: ({ account, role }: { account: Id; role: MemberRole }) => settled(members()[':id'].$patch({ param: { id: account }, json: { role } })),
  suspend: (account: Id) => settled(members()[':id'].suspend.$post({ param: { id: account } })),
  resume: (account: Id) => settled(members()[':id'].resume.$post({ param: { id: account } })),
  remove: (account: Id) => settled(members()[':id'].$delete({ param: { id: account } })),
  takeBack: (account: Id) => settled(members()[':id'].return.$post({ param: { id: account } })),
  /** What stands in the way of inviting these, by where they stand, and how many people there is room for. */
  check: (addresses: string[]) => answer(invitations().check.$post({ json: { addresses } })),
  /** How many messages nobody else in the practice has. */
  onlyTheirs: async (account: Id) => (await answer(members()[':id']['only-theirs'].$get({ param: { id: account } }))).messages,
  askForHandOver: (account: Id) => settled(members()[':id']['ask-for-hand-over'].$post({ param: { id: account }, json: { to: null } })),
  mailAgain: (invitation: Id) => settled(invitations()[':id'].mail.$post({ param: { id: invitation } })),
  cancel: (invitation: Id) => settled(invitations()[':id'].cancel.$post({ param: { id: invitation } })),
};
