// Words for what happens to the whole page: not found, crashed, upgraded, unsupported.
export const system = {
  notFoundTitle: 'There is no such page',
  notFoundText: 'The address may be cut off or mistyped. Links in e-mails sometimes break at the end of a line: try copying the whole link.',
  notFoundAction: 'Go to Sealpost',
};
