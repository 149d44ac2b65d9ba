// Words of the dialog that recalls a sent message.
export const recall = {
  title: 'Recall this message?',
  does: 'The server stops giving it out at once, with its files. Whoever follows the link in the e-mail reads that you recalled it. Your own copy stays under Sent.',
  doesNot: 'It cannot take back the e-mail message itself, or what somebody has already seen or kept. Where a device has fetched the message for its list, the subject and first words may have been read there.',
  from: 'Recall it from',
  fetched: 'Not opened, but fetched for the list already: the subject and first words may have been seen.',
  confirm: 'Recall',
  people: { one: 'person', other: 'people' },
  done: (people: string) => `Recalled from ${people}.`,
  doneFetched: (addresses: string) => `It was in the list already at ${addresses}.`,
  doneOpened: (addresses: string) => `Too late for ${addresses}: it was opened first.`,
  nothing: 'Nothing was recalled: nobody was chosen, or it was recalled before.',
  notYet: 'It has not gone out yet, or it is no longer here. Try again in some seconds.',
  failed: 'The recall did not get through. Nothing was changed; try again.',
} as const;
