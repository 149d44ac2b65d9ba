// Words of the address book's groups and of what can be done with it as a whole.
import { formatDay, formatList, formatNumber } from '../format.ts';

const people = (count: number) => (count === 1 ? '1 person' : `${formatNumber(count)} people`);
const contacts = (count: number) => (count === 1 ? '1 contact' : `${formatNumber(count)} contacts`);

export const addressBook = {
  more: 'More for the address book',
  count: contacts,
  showMore: 'Show more',
  formerly: ({ address, at }: { address: string; at: number }) => `Until ${formatDay(at)}: ${address}`,
  inGroups: (names: string[]) => `In ${formatList(names)}`,
  groups: {
    title: 'Groups',
    list: 'Groups',
    empty: 'A group is a name for several people. Type it in “To” and all of them are added.',
    add: 'New group',
    edit: 'Edit',
    editNamed: (name: string) => `Edit group ${name}`,
    write: 'Write',
    writeNamed: (name: string) => `Write to group ${name}`,
    members: people,
    nobody: 'Nobody in it yet',
    andMore: (names: string[], more: number) => formatList(more === 0 ? names : [...names, `${formatNumber(more)} more`]),
    newTitle: 'New group',
    editTitle: 'Edit group',
    name: 'Group name',
    nameHint: 'Such as Labs, or Orthodontists nearby.',
    nameMissing: 'Type a name for the group.',
    nameSeparators: 'A comma or semicolon ends an entry in “To”, so a name cannot hold one.',
    nameTaken: 'Another group has this name.',
    people: 'People in this group',
    find: 'Find a contact',
    nobodyFound: 'No contact matches.',
    noContacts: 'Your address book is empty. Save the group and put people into it later.',
    further: (count: number) => `${contacts(count)} more. Type a name to find them.`,
    chosen: (count: number) => `${people(count)} in the group`,
    save: 'Save',
    cancel: 'Cancel',
    saved: 'Group saved.',
    remove: 'Delete group',
    removed: 'Group deleted. Its people stay in your address book.',
    ofContact: 'Groups',
  },
  failures: {
    book_full: { title: 'Your address book is full', text: 'Nothing was changed. Remove contacts you no longer write to, or shorten notes, and try again.' },
    group_exists: { title: 'Another group has this name', text: 'Nothing was changed. Choose another name.' },
  },
  importAction: 'Import contacts',
  exportAction: 'Export contacts',
};
