// The words of files of contacts, loaded with their dialogs.
import { contactFiles } from './en/contact-files.ts';

export const text = { contactFiles };
