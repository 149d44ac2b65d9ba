// Words around one access code: on the screen, and on the slip of paper that is handed over.
export const handingOver = {
  copyCode: 'Copy code',
  copyLink: 'Copy complete link',
  codeCopied: 'The access code is copied.',
  linkCopied: 'The complete link is copied. It holds the access code: send it only through a channel you trust.',
  copyFailed: 'It could not be copied. Select it and copy it by hand.',
  printSlip: 'Print slip',
  showQr: 'Show QR code',
  hideQr: 'Hide QR code',
  qr: (address: string) => `QR code with the complete link for ${address}`,
  qrHint: 'It holds the access code. Show it only to the person it is for.',
  slip: {
    title: 'Your access code for Sealpost',
    for: (address: string) => `For ${address}`,
    from: (from: string) => `From ${from}`,
    intro: 'A confidential message is waiting for you. Only you can open it, with this code.',
    steps: (address: string) => [
      `Open the e-mail from Sealpost in the mailbox of ${address}. Look in the spam folder too.`,
      'Follow the link in it.',
      'Enter this access code. Small and capital letters count the same.',
      'Choose a password of your own. That is all; it costs nothing.',
    ],
    code: 'Access code',
    qr: 'Or scan this with your phone’s camera instead of following the link.',
    keep: 'Keep this sheet until you have opened the message, then destroy it. The code works once.',
    printed: (day: string) => `Printed on ${day}`,
  },
};
