// The drawing beside log-in and registration: one message in its two parts.
export const figure = {
  label: 'How a message looks',
  lead: 'One message, two parts.',
  text: 'The first is an ordinary e-mail that says something is waiting. The second is closed on your device and opens only for the people it is for. Nobody in between can read it, not even this server.',
  subject: 'New records for you',
  body: 'Something is waiting for you in Sealpost. Open it with the link below.',
  secureSubject: 'CBCT and referral, upper left',
  attachment: 'volume.dcm',
  attachmentDetail: 'X-ray volume, 212 MB',
  readers: ['Dr. Ana Ruiz', 'Northside Lab'],
};
