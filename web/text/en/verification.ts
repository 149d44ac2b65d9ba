// How far somebody's keys are known, in words. Used at senders, contacts and fingerprints alike.
export const verification = {
  accessCode: (day: string) => `Verified by access code on ${day}`,
  compared: (day: string) => `Verified by comparison on ${day}`,
  colleague: (name: string) => `Verified by your colleague ${name}`,
  firstUse: (day: string) => `Known since ${day}, not yet compared`,
  changed: (day: string) => `Keys changed on ${day}: compare before you send`,
  disputed: (name: string) => `${name} knows other keys: compare before you send`,
  unconfirmed: 'Not verified',
  self: 'Yourself',
};
