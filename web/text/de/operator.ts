// Words of the links to what whoever runs this server has to say.
import type { Words } from '../words.ts';
import type { operator as english } from '../en/operator.ts';

export const operator: Words<typeof english> = {
  label: 'Über diesen Dienst',
  about: 'Was verarbeitet und aufbewahrt wird',
  imprint: 'Impressum',
  privacy: 'Datenschutz',
  support: 'Hilfe',
};
