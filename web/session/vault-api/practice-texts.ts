// The texts of a practice: what its administrators write, for all of its members.
import type { Id } from './id.ts';
import type { OwnTexts, Signature, Template } from './texts.ts';

/**
 * The texts of one's practice. `none`: there are none. `waiting`: they are not sealed to this member yet. `unproved`: they come as soon as
 * the keys of this administrator are compared. `checked`: that `writer` has signed them was checked; where not, they are shown since they say what was
 * accepted last, and who sealed them anew is the server's word. `withdrawn`: signed by keys that their owner has withdrawn since; they go to nobody new before an
 * administrator saves them, and as a status of their own: to this account neither, which had not seen them before, or came only since. `refused`: they are not what an administrator has signed, or older than what was there.
 */
export type PracticeTexts = (
  | { status: 'none' | 'waiting' | 'refused' }
  | { status: 'unproved'; administrator: { name: string; address: string } }
  | { status: 'withdrawn'; writer: string }
  | ({ status: 'ready'; writtenAt: number; writer: string; checked: boolean; withdrawn: boolean } & OwnTexts)
) & {
  /**
   * By the server's role this account may, but others would not believe it. `awaited`: who invited it as an administrator has not signed that yet;
   * `unsigned`: its membership is signed with another role.
   */
  write: 'yes' | 'no' | 'awaited' | 'unsigned';
};

export interface PracticeTextsVault {
  practiceTexts(): Promise<PracticeTexts>;
  /**
   * By an administrator. `before`: what was there when it was opened to be changed (null: nothing); where something else is there by now, throws
   * `practice_texts_changed`, unless `force` says that it goes all the same. Throws `not_allowed`, `practice_texts_closed` where this account cannot open them.
   */
  savePracticeSignature(change: { before: Signature | null; after: Signature | null; force: boolean }): Promise<void>;
  /** As `savePracticeSignature`; `after` null removes it, `id` null is a new one. Answers what stood there. Throws `template_exists`, `too_large`. */
  savePracticeTemplate(change: { before: Template | null; after: (Omit<Template, 'id'> & { id: Id | null }) | null; force: boolean }): Promise<Template | null>;
  /** Puts empty ones in the place of those that this account cannot open. */
  beginPracticeTexts(): Promise<void>;
  /**
   * Seals them anew where members have come, left or have new keys. `patient`: leaves newcomers to the administrator who has signed for them, and
   * answers `later`.
   */
  keepPracticeTexts(how: { patient: boolean }): Promise<'done' | 'later'>;
}
