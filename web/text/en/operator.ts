// Words of the links to what whoever runs this server has to say.
export const operator = {
  label: 'About this service',
  about: 'What is processed and kept',
  imprint: 'Imprint',
  privacy: 'Privacy',
  support: 'Support',
};
