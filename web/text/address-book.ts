// The words of groups. Apart, so that they are loaded with the address book and not with the mailbox.
import { addressBook } from '#words/address-book.ts';
import { learnFailures } from '#words/failures.ts';

learnFailures(addressBook.failures);

export const text = { addressBook };
