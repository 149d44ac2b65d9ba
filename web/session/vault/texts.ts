// A person's own texts: the signature, and templates to begin messages with.
import { bodyFromEditor, newId } from '#crypto';
import { VaultError } from '../vault-error.ts';
import type { OwnTexts, Signature, Template } from '../vault-api/texts.ts';
import { sameName } from './contact-groups.ts';
import { requireId, type VaultContext } from './context.ts';
import type { StoredTemplate, TextsDocument } from './documents.ts';
import { editState, readDocument } from './state.ts';

const NO_TEXTS: TextsDocument = { version: 1, signature: null, templates: [] };
/** Of JSON: a sealed document holds a megabyte. */
const LARGEST_CHARACTERS = 300_000;

export async function readTexts(context: VaultContext): Promise<OwnTexts> {
  const { signature, templates } = (await readDocument(context, 'texts')) ?? NO_TEXTS;
  return { signature, templates: [...templates] };
}

export async function saveSignature(context: VaultContext, signature: Signature | null): Promise<void> {
  const kept = signature && { body: bodyFromEditor(signature.body), notice: signature.notice };
  await change(context, (texts) => ({ ...texts, signature: kept }));
}

export async function saveTemplate(context: VaultContext, { id: known, name, noticeSubject, noticeText, secureSubject, body }: Omit<Template, 'id'> & { id: string | null }): Promise<void> {
  const template: StoredTemplate = { id: known === null ? newId() : requireId(known), name: name.trim(), noticeSubject, noticeText, secureSubject, body: bodyFromEditor(body) };
  await change(context, (texts) => {
    if (texts.templates.some(({ id, name: other }) => id !== template.id && sameName(other, template.name))) throw new VaultError('template_exists');
    const place = texts.templates.findIndex(({ id }) => id === template.id);
    return { ...texts, templates: place === -1 ? [...texts.templates, template] : texts.templates.with(place, template) };
  });
}

/** Answers the template as it was, for `saveTemplate` to bring back; null: it was not there. */
export async function removeTemplate(context: VaultContext, known: string): Promise<Template | null> {
  const id = requireId(known);
  const done: { removed?: StoredTemplate | undefined } = {};
  await change(context, (texts) => {
    done.removed = texts.templates.find((template) => template.id === id);
    return { ...texts, templates: texts.templates.filter((template) => template !== done.removed) };
  });
  return done.removed ?? null;
}

async function change(context: VaultContext, edit: (texts: TextsDocument) => TextsDocument): Promise<void> {
  await editState(context, {
    texts: (document) => {
      const next = edit(document ?? NO_TEXTS);
      if (JSON.stringify(next).length > LARGEST_CHARACTERS) throw new VaultError('too_large');
      return next;
    },
  });
}
