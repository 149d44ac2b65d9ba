// The texts of a practice: opened and believed only where an administrator whom this account can prove has signed them, and never older than
// they were (crypto/SPEC.md, "Practice texts"). Administrators write them; sealing them to whoever belongs to the practice stands in texts-receivers.ts.
import { bodyFromEditor, encodeUtf8, fromBase64Url, isId, kemSeeds, newId, type Id } from '#crypto';
import { openPracticeTexts, PRACTICE_TEMPLATES_MAX, TEXTS_CONTENT_MAX_BYTES, type OpenedTexts, type SeenTexts, type TextsContent } from '#crypto/practice';
import type { PracticeTexts, PracticeTextsVault } from '../vault-api/practice-texts.ts';
import type { Signature, Template } from '../vault-api/texts.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import { colleaguesBy, signedPractice, type Colleagues } from './colleagues.ts';
import { sameName } from './contact-groups.ts';
import { readBook } from './contacts.ts';
import { pinOf } from './contact-book.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { fetchTexts, type ShownTexts } from './fetched-texts.ts';
import { verifyDirectory } from './people.ts';
import { isRevoked, vouchedIdentities } from './pins.ts';
import { rememberTexts, seenTexts } from './seen-texts.ts';
import { lookForReceivers, writeTexts } from './texts-receivers.ts';

/** What there is, as far as this account can tell. `edition`: of what the server has, believed or not; 0: nothing. */
type Looked = { practice: Id; edition: number; due: boolean; write: PracticeTexts['write']; seen: SeenTexts | null } & (
  | { status: 'none' | 'waiting' | 'refused' }
  | { status: 'unproved'; unproved: NonNullable<Colleagues['unproved']> }
  /** Not seen before their writer's keys were withdrawn, and never now; or not sealed to this account since. */
  | { status: 'withdrawn'; writer: string }
  /** `withdrawn`: by keys that their owner has withdrawn since; whoever had them may have written it. */
  | { status: 'ready'; opened: OpenedTexts; writer: string; withdrawn: boolean }
);

const NOTHING: TextsContent = { signature: null, templates: [] };
/** Others may write at the same moment, and a server that was put back to a backup stands some editions behind. */
const TRIES = 12;

export async function readPracticeTexts(context: VaultContext): Promise<PracticeTexts> {
  if (requireUnlocked(context).session.practice === null) return { status: 'none', write: 'no' };
  const looked = await look(context);
  const { write, status } = looked;
  if (status === 'ready') {
    const { content: { signature, templates }, time, accepted } = looked.opened;
    const checked = accepted !== null;
    return { status, write, writer: looked.writer, writtenAt: time, checked, withdrawn: checked && looked.withdrawn, signature, templates: [...templates] };
  }
  if (status === 'unproved') return { status, write, administrator: { name: looked.unproved.name, address: looked.unproved.address } };
  if (status === 'withdrawn') return { status, write, writer: looked.writer };
  return { status, write };
}

export async function savePracticeSignature(context: VaultContext, { before, after, force }: Parameters<PracticeTextsVault['savePracticeSignature']>[0]): Promise<void> {
  const kept = after && { body: bodyFromEditor(after.body), notice: after.notice };
  await change(context, (content) => {
    requireSame({ now: content.signature, before, force });
    return { ...content, signature: kept };
  });
}

export async function savePracticeTemplate(context: VaultContext, { before, after, force }: Parameters<PracticeTextsVault['savePracticeTemplate']>[0]): Promise<Template | null> {
  const id = before === null ? newId() : requireId(before.id);
  const template = after && {
    id, name: after.name.trim(), noticeSubject: after.noticeSubject, noticeText: after.noticeText, secureSubject: after.secureSubject, body: bodyFromEditor(after.body),
  };
  const done: { before: Template | null } = { before: null };
  await change(context, ({ templates, ...content }) => {
    const place = templates.findIndex((each) => each.id === id);
    done.before = templates[place] ?? null;
    requireSame({ now: done.before, before, force });
    if (template === null) return { ...content, templates: templates.filter((each) => each.id !== id) };
    if (templates.some((each) => each.id !== id && sameName(each.name, template.name))) throw new VaultError('template_exists');
    return { ...content, templates: place === -1 ? [...templates, template] : templates.with(place, template) };
  });
  return done.before;
}

export async function beginPracticeTexts(context: VaultContext): Promise<void> {
  await change(context, () => NOTHING, { anew: true });
}

/** In the background, by whichever administrator is there. What another does at the same moment need not be done twice. */
export async function keepPracticeTexts(context: VaultContext, { patient }: { patient: boolean }): Promise<'done' | 'later'> {
  const { account, session } = requireUnlocked(context);
  if (session.practice === null || !isAdministrator(session.role)) return 'done';
  const looked = await look(context);
  // What nobody has proved, or a thief may have signed, is not signed anew by itself.
  if (looked.status !== 'ready' || looked.write !== 'yes' || !looked.due || looked.opened.accepted === null || looked.withdrawn) return 'done';
  const { practice, edition, opened } = looked;
  const { receivers, added, isDue } = await lookForReceivers(context, { practice, before: opened });
  if (!isDue) return 'done';
  // Whoever signed for somebody is who that one believes without comparing anything.
  if (patient && added.length > 0 && !added.some(({ broughtBy }) => broughtBy === account)) return 'later';
  try {
    await rememberTexts(context, practice, await writeTexts(context, { practice, edition: edition + 1, content: opened.content, receivers, written: false }));
  } catch (error) {
    if (!isVaultError(error, 'conflict')) throw error;
  }
  return 'done';
}

/** Applied again to what another has left meanwhile, so that nobody's change is lost. */
async function change(context: VaultContext, edit: (content: TextsContent) => TextsContent, { anew = false } = {}): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const looked = await look(context);
    const { practice, edition, seen } = looked;
    if (looked.write !== 'yes') throw new VaultError('not_allowed');
    // Of what nobody has proved it is not known who reads it: who signed that in its place would take it from them.
    const isKnown = looked.status === 'none' || (looked.status === 'ready' && looked.opened.accepted !== null);
    if (!isKnown && !anew) throw new VaultError('practice_texts_closed');
    const content = edit(looked.status === 'ready' ? looked.opened.content : NOTHING);
    if (content.templates.length > PRACTICE_TEMPLATES_MAX || encodeUtf8(JSON.stringify(content)).length > TEXTS_CONTENT_MAX_BYTES) throw new VaultError('too_large');
    const { receivers } = await lookForReceivers(context, { practice, before: looked.status === 'ready' ? looked.opened : null });
    try {
      await rememberTexts(context, practice, await writeTexts(context, { practice, edition: edition + 1, content, receivers, written: true }));
      // Nobody believes an edition that is not newer than what they have seen: the server is put on until it is.
      if (edition + 1 > (seen?.edition ?? 0) || attempt >= TRIES) return;
    } catch (error) {
      if (!isVaultError(error, 'conflict') || attempt >= TRIES) throw error;
    }
  }
}

function requireSame({ now, before, force }: { now: Signature | Template | null; before: Signature | Template | null; force: boolean }): void {
  if (!force && JSON.stringify(now) !== JSON.stringify(before)) throw new VaultError('practice_texts_changed');
}

async function look(context: VaultContext): Promise<Looked> {
  const { session } = requireUnlocked(context);
  const practice = requireId(session.practice?.id ?? '');
  const shown = await fetchTexts(context);
  const seen = await seenTexts(context, practice);
  // Which practice it is the server says, and the account's own signature.
  const isOwn = (await signedPractice(context, shown.own)) === practice;
  const common = { practice, edition: shown.texts?.edition ?? 0, due: shown.due, write: mayWrite(session.role, isOwn ? shown.own : null), seen };
  // None, where there were some, is older than what was seen.
  if (shown.texts === null) return { ...common, status: seen === null ? 'none' : 'refused' };
  if (shown.texts.stanza === null) return { ...common, ...(await whyNotSealed(shown)) };
  if (!isOwn) return { ...common, status: 'refused' };
  return { ...common, ...(await open(context, { shown, practice, seen })) };
}

/**
 * Why they are not sealed to whoever came later. That their writer has withdrawn keys is signed; that it was after they were written is the
 * server's word, as it is that there are any.
 */
async function whyNotSealed({ texts, administrators }: ShownTexts): Promise<{ status: 'waiting' } | { status: 'withdrawn'; writer: string }> {
  const shown = texts?.withdrawn === true ? administrators.find(({ directory }) => directory.account === texts.writer) : undefined;
  const writer = shown ? await verifyDirectory(shown.directory).catch(() => null) : null;
  return writer !== null && writer.revoked.size > 0 ? { status: 'withdrawn', writer: writer.name } : { status: 'waiting' };
}

type Opening = { shown: ShownTexts; practice: Id; seen: SeenTexts | null };
type Result = Pick<Extract<Looked, { status: 'ready' }>, 'status' | 'opened' | 'writer' | 'withdrawn'> | Pick<Extract<Looked, { status: 'unproved' }>, 'status' | 'unproved'> | { status: 'withdrawn'; writer: string } | { status: 'refused' };

async function open(context: VaultContext, { shown, practice, seen }: Opening): Promise<Result> {
  const { account, keyring, self } = requireUnlocked(context);
  const { texts } = shown;
  if (texts === null || texts.stanza === null) return { status: 'refused' };
  const colleagues = await colleaguesBy(context, { memberships: shown, practice });
  const book = await readBook(context);
  let isProved = true;
  let withdrawnBy: string | null = null;
  try {
    const opened = await openPracticeTexts(fromBase64Url(texts.sealed), {
      kemSeeds: kemSeeds(keyring),
      stanza: texts.stanza,
      self: account,
      expect: { practice, edition: texts.edition },
      seen,
      signerIdentity: async (signer) => {
        const person = signer.account === account ? self : colleagues.people.find((each) => each.person.account === signer.account)?.person;
        const identity = colleagues.trusted.get(signer.account)?.find(({ hash }) => hash === signer.identity);
        isProved = identity !== undefined;
        // No longer after a restart: whoever has lost keys cannot withdraw them.
        const counts = person && identity && vouchedIdentities(person).some(({ hash }) => hash === identity.hash);
        if (!counts) return null;
        if (!isRevoked(identity.hash, { pin: pinOf(book, person), person })) return identity;
        withdrawnBy = person.name;
        return null;
      },
    });
    if (opened.accepted) await rememberTexts(context, practice, opened.accepted);
    const { signer, identity } = opened;
    const writer = signer === account ? self : colleagues.people.find(({ person }) => person.account === signer)?.person;
    const withdrawn = writer !== undefined && isRevoked(identity, { pin: pinOf(book, writer), person: writer });
    return { status: 'ready', opened, writer: writer?.name ?? '', withdrawn };
  } catch (error) {
    if (!isCannotOpen(error)) throw error;
    if (withdrawnBy !== null) return { status: 'withdrawn', writer: withdrawnBy };
    return isProved || colleagues.unproved === null ? { status: 'refused' } : { status: 'unproved', unproved: colleagues.unproved };
  }
}

function isCannotOpen(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'cannot_open';
}

const isAdministrator = (role: unknown): boolean => role === 'owner' || role === 'administrator';

/** The role that others believe is the signed one; the server takes texts by its own. */
function mayWrite(role: string, own: ShownTexts['own']): PracticeTexts['write'] {
  if (!isAdministrator(role)) return 'no';
  try {
    const { role: signed, account } = JSON.parse(own?.json ?? '{}') as { role?: unknown; account?: unknown };
    if (!isAdministrator(signed) || !isId(String(account))) return 'unsigned';
    return own?.signatures.length === 2 ? 'yes' : 'awaited';
  } catch {
    return 'unsigned';
  }
}
