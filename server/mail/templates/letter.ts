// What a mail says, before it is either HTML or plain text: both are made from this, so they cannot say different things.

export type Block =
  /** A sentence or two of ours. */
  | { kind: 'paragraph'; text: string }
  /** What a person wrote, exactly, on the postcard that anybody on its way can read. */
  | { kind: 'postcard'; label: string; text: string }
  /** The sealed part: what it is, the button to it, and what is needed. */
  | { kind: 'sealed'; label: string; text: string; action: Action; needed: string | null }
  | { kind: 'action'; action: Action }
  /** Less important, smaller. */
  | { kind: 'note'; text: string };

export type Action = { label: string; url: string };

export type Letter = {
  subject: string;
  /** What mailboxes show beside the subject. */
  preview: string;
  heading: string;
  blocks: Block[];
  /** The last lines: who sent this. */
  footer: string[];
};
