// Words of the page that stands in for all others while there is no connection, and of the app as phones and computers list it.
export const offline = {
  title: 'No connection',
  text: 'Sealpost cannot be reached from this device just now. This page goes on by itself as soon as it can.',
  again: 'Try now',
  /** `time`: of the last try. */
  tried: (time: string) => `Still no connection at ${time}.`,
  trying: 'Trying…',
  meanwhileTitle: 'Until then',
  meanwhile: [
    'Nothing can be read. Messages are not kept on this device, so nobody finds them here either.',
    'Nothing is lost. What was sent or saved as a draft is safe with the server, encrypted.',
    'A message you are writing in another window stays there. Leave that window open: it saves the draft when the connection is back.',
  ],
};

export const application = {
  description: 'Secure mail for healthcare: messages that only the people they are addressed to can open.',
  compose: 'Compose message',
};
