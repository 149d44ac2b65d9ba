// Words of the interface kit: what buttons, panels and fields say wherever they stand.
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

export const ui = {
  product: 'Sealpost',
  home: 'Sealpost, start page',
  skipToContent: 'Skip to content',
  close: 'Close',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  back: 'Back',
  copy: 'Copy',
  copied: 'Copied.',
  show: 'Show',
  hide: 'Hide',
  showTyped: 'Show what I typed',
  hideTyped: 'Hide what I typed',
  loading: 'Loading…',
  notLoaded: 'This part of the page could not be loaded. Check the connection and try again.',
  emailMessage: 'E-mail message',
  secureMessage: 'Secure message',
  postcardHint: 'Sent as ordinary e-mail. No patient information here.',
  /** `names`: the people who can open it, without oneself. */
  whoCanOpen: (names: readonly string[]) =>
    names.length === 0 ? 'Only you can open this.' : `Only ${list.format([...names, 'you'])} can open this.`,
  /** `K7Q2M, …` becomes `Access code: K, 7, Q, 2, M; …`, so that a screen reader spells it. */
  spelledCode: (groups: readonly string[]) => `Access code: ${groups.map((group) => [...group].join(', ')).join('; ')}`,
};
