// Words of the page that says what is processed and kept, for a practice's records. What it states is tested: the days against the
// server's own (tests/server/retention.test.ts), what the server sees against SECURITY.md.
export const about = {
  title: 'What Sealpost processes and keeps',
  lead: 'For your records of processing, and for whoever asks you. It is true of every Sealpost that runs unchanged; who runs this one says more on their own pages.',
  sealed: {
    title: 'What only the recipients can read',
    text: 'The secure message: its subject, text, attachments and their names. It is encrypted on the sender’s device and opened on the recipients’ devices. This server keeps it sealed and cannot open it, for nobody and by no order. It never receives a password, an access code or the words of a recovery kit.',
  },
  seen: {
    title: 'What this server sees',
    items: [
      'Who writes to whom and when, who forwards what, and when a message was opened.',
      'The e-mail part of each message, with its subject. It is ordinary e-mail: no patient information belongs there.',
      'Names, practices, e-mail addresses and languages of the people who use it or were invited.',
      'The number and sizes of attachments, rounded sizes of messages, and whether a ZIP, STL or DICOM file is among them.',
      'The network address and the browser of each device that is logged in, and the network address of tries that failed.',
      'What is done in each account: log-ins, messages sent and opened, files fetched, invitations, changes of keys and settings. It stands in the account’s own activity and in its practice’s.',
    ],
  },
  kept: {
    title: 'How long it is kept',
    items: [
      'Messages with their attachments: until they expire, where the sender has set a date, or until nobody has them any more. A copy goes when its owner deletes it forever, and 30 days after it came to somebody’s trash.',
      'Attachments that were never sent: 14 days. Uploads that broke off: 2 days.',
      'The network address and browser of a device: as long as it is logged in, and no more than two minutes longer than the idle time after which it is logged off. They are not written to the log and not into backups.',
      'The network address of a log-in, recovery or access code that failed: as long as that of a device that is not used.',
      'The activity of accounts and practices: as long as this installation. It holds no names, no addresses and nothing of messages, and nobody can change it here.',
      'Who tries to log in too often: for at most a day, and only as a keyed hash from which no address can be read.',
      'A deleted account: its password, keys and mailbox go within minutes. Its name, address and public keys stay while somebody has a message from it or to it, and a day at least.',
      'Accounts whose address was never confirmed: 14 days.',
      'That an e-mail about an account was sent (to whom, of which kind, when): 30 days. What it said: until it is sent. For the e-mail part of a message: as long as the message.',
      'The log: which function was called, when, how long it took and how it ended. It holds no addresses, names, contents or codes; whoever runs the server decides how long it stays.',
    ],
  },
  backups: {
    title: 'Backups',
    text: 'They are encrypted. What is in them of secure messages is sealed as on the server; sessions and network addresses are left out. How long they are kept is for whoever runs this server to say.',
  },
  others: {
    title: 'Who else is involved',
    text: 'The e-mail part travels by e-mail, through the mail service that whoever runs this server has chosen. Sealed attachments may lie with a storage service of their choice. Pages load nothing from anybody else: no statistics, no advertising, no fonts from elsewhere. One cookie keeps you logged in, another remembers a registration in this browser, and a third the language, where you have chosen one.',
  },
};
