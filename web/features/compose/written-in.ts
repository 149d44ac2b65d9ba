// What somebody has written and chosen in a draft, to be compared: without what saving and uploading change.
import type { Draft } from '../../session/vault-api/drafts.ts';

export function writtenIn({ recipients, noticeSubject, noticeText, secureSubject, body, expiry, attachments }: Draft): string {
  return JSON.stringify([recipients, noticeSubject, noticeText, secureSubject, body, expiry, attachments.map(({ id }) => id)]);
}
