// Words for files that another app on the phone or computer has shared with Sealpost.
export const sharedFiles = {
  fromElsewhere: 'The files that were shared from another app are attached below. Remove what you do not want to send; nothing is sent before you press Send.',
  lost: {
    title: 'The shared files are no longer here',
    text: 'Until they are in a message they are kept only in memory, for ten minutes at most. Nothing was sent. Go back to the other app and share them once more.',
  },
  notReady: {
    title: 'The files were not taken over',
    text: 'Sealpost was not ready on this device, so the files came to nobody: they were neither read nor stored.',
    steps: ['Open Sealpost and wait until you see the log-in page or your mailbox.', 'Then share the files once more.'],
    otherwise: 'If that does not help, write a new message in Sealpost and choose the files there with “Attach files”.',
    action: 'Open Sealpost',
  },
};
