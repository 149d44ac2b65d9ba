// The words of files of contacts, loaded with their dialogs.
import { contactFiles } from '#words/contact-files.ts';

export const text = { contactFiles };
