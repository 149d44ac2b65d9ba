// The words of groups. Apart, so that they are loaded with the address book and not with the mailbox.
import { addressBook } from './en/address-book.ts';
import { learnFailures } from './en/failures.ts';

learnFailures(addressBook.failures);

export const text = { addressBook };
