// Words for what happens to the whole page: crashed, slow to start, without scripts.
export const system = {
  crashTitle: 'Something went wrong on this page',
  crashText: 'Nothing that was sent or saved is lost. Reload the page to go on; if it happens again, tell whoever runs this Sealpost what you were doing.',
  reload: 'Reload',
  slowStart: 'If nothing can be typed here after some seconds, the browser may be too old.',
  slowStartLink: 'See what works',
  noScriptTitle: 'Sealpost needs JavaScript',
  noScriptText: 'Messages are opened on your own device, in this page. Please allow JavaScript for this address and reload.',
};
