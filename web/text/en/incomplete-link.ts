// What a page says that was opened with half a link.
export const incompleteLink = {
  title: 'The link is not complete',
  text: 'It may have been cut off at the end of a line. Copy the whole link from the e-mail into the address bar.',
  logIn: 'Go to log-in',
};
