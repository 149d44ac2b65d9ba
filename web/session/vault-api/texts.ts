// One's own texts, on all devices: signature and templates.
import type { BodyDocument } from '#crypto';
import type { Id } from './id.ts';

/** What stands below one's messages: in the secure part, and in the e-mail part where it is not empty. */
export type Signature = { body: BodyDocument; notice: string };

/** A message to begin with. Empty fields leave what stands there. */
export type Template = { id: Id; name: string; noticeSubject: string; noticeText: string; secureSubject: string; body: BodyDocument };

export type OwnTexts = { signature: Signature | null; templates: Template[] };

export interface TextsVault {
  texts(): Promise<OwnTexts>;
  saveSignature(signature: Signature | null): Promise<void>;
  /** `id` null: a new one. Throws `template_exists` for a name that another has, `too_large` where they are too long together. */
  saveTemplate(template: Omit<Template, 'id'> & { id: Id | null }): Promise<void>;
  /** Answers the template as it was, for `saveTemplate` to bring back; null: it was not there. */
  removeTemplate(id: Id): Promise<Template | null>;
}
