// Words for what happens to the whole page: not found, crashed, unsupported.
export const system = {
  notFoundTitle: 'There is no such page',
  notFoundText: 'The address may be cut off or mistyped. Links in e-mails sometimes break at the end of a line: try copying the whole link.',
  notFoundAction: 'Go to Sealpost',
  crashTitle: 'Something went wrong on this page',
  crashText: 'Nothing that was sent or saved is lost. Reload the page to go on; if it happens again, tell whoever runs this Sealpost what you were doing.',
  reload: 'Reload',
  unsupportedTitle: 'This browser cannot run Sealpost',
  unsupportedText: 'Messages are opened on your own device, and that needs some newer parts of a browser. Your messages are safe; they only need to be opened elsewhere.',
  unsupportedWorks: 'What works',
  browsers: [
    'Chrome, Edge or Firefox, the last two versions',
    'Safari 17.4 or newer, on iPhone and iPad with iOS or iPadOS 17.4 or newer',
  ],
  unsupportedMissing: 'What is missing here',
  unsupportedPrivate: 'If your browser is new enough, a private window or a strict privacy setting may be the reason. Also, the address must begin with https.',
  supportedTitle: 'This browser can run Sealpost',
  supportedText: 'Nothing is missing here.',
  slowStart: 'If nothing can be typed here after some seconds, the browser may be too old.',
  slowStartLink: 'See what works',
  noScriptTitle: 'Sealpost needs JavaScript',
  noScriptText: 'Messages are opened on your own device, in this page. Please allow JavaScript for this address and reload.',
};
