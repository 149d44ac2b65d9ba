// Words of signing up a practice.
export const registration = {
  title: 'Create a practice account',
  lead: 'For a practice that sends records to colleagues, labs and patients. The people you write to need no account of their own beforehand.',
  invited: 'Have you been invited by e-mail? Open the link in that e-mail instead: your account is free and ready in a minute.',
  practiceName: 'Practice name',
  name: 'Your name',
  nameHint: 'As it should stand beside your messages.',
  address: 'E-mail address',
  addressHint: 'You log in with it. We send a link there to confirm that it is yours.',
  submit: 'Create account',
  working: 'Making your keys. This takes a few seconds.',
  haveAccount: 'I have an account: log in',
  passwordNote: 'Nobody can reset this password for you: it never leaves this device. In a moment you get a recovery kit on paper for the day it is forgotten.',
  closed: 'New practices are not taken here at the moment.',
  tokenNeeded: 'To found a practice here you need a sign-up link from whoever runs this Sealpost.',
  errors: {
    practiceName: 'Type the name of your practice.',
    name: 'Type your name.',
    address: 'Type a whole e-mail address, for example name@practice.org.',
  },
};
