// Words of the check of the e-mail part for what may be about a patient.

export const noticeCheck = {
  title: 'This may be about a patient',
  intro: 'The e-mail part can be read on its way. Move it to the secure message if it says anything about a patient.',
  kinds: {
    'birth-date': 'Date of birth?',
    'insurance-number': 'Insurance or identity number?',
    'record-number': 'Record number?',
    'phone-number': 'Phone number?',
    'file-name': 'From the name of an attached file',
    'secure-words': 'Also in the secure message',
  },
  inSubject: 'Subject',
  show: (place: string) => `Show ${place}`,
  showShort: 'Show',
  move: 'Move to secure message',
  moved: 'Moved to the secure message.',
  question: {
    title: 'Patient information in the e-mail part?',
    text: 'This goes out as ordinary e-mail, which others can read on its way. You decide: Sealpost cannot know whom it is about.',
    back: 'Go back and change it',
    moveAll: 'Move to secure message',
    send: 'Send as it is',
  },
} as const;
