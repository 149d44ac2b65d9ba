// Where an invitation leads in the end: its waiting message, or the mailbox where there is none.

export function messagePath(message: string | null): string {
  return message === null ? '/mail' : `/message?id=${message}`;
}
