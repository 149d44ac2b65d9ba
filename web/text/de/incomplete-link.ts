// What a page says that was opened with half a link.
import type { Words } from '../words.ts';
import type { incompleteLink as english } from '../en/incomplete-link.ts';

export const incompleteLink: Words<typeof english> = {
  title: 'Der Link ist nicht vollständig',
  text: 'Vielleicht ist er am Zeilenende abgeschnitten. Kopieren Sie den ganzen Link aus der E-Mail in die Adresszeile.',
  logIn: 'Zur Anmeldung',
};
