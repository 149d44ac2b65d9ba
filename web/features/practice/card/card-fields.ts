// What is typed of a card, and what it means.
import type { NewLogo, PracticeProfile, ProfileFields } from '../../../session/vault-api/practice-profile.ts';
import { practiceCard as words } from '../../../text/practice-card.ts';

/** How much can be typed, in UTF-16 code units: the format's, which pages do not load. */
export const TYPED_MAX = { name: 200, phone: 40, website: 200 } as const;

export type Typed = { name: string; address: string; phone: string; website: string };
export type FieldErrors = Partial<Record<keyof Typed, string>>;

/** What is not proved and leads somewhere is typed anew: what is there already is easily overlooked, and would be signed. */
export function typedOf({ status, profile }: PracticeProfile, practiceName: string): Typed {
  if (profile === null) return { name: practiceName, address: '', phone: '', website: '' };
  const { name, address, phone, website } = profile;
  const proved = status === 'vouched';
  return { name, address: address.join('\n'), phone: (proved ? phone : null) ?? '', website: (proved ? website : null) ?? '' };
}

/** What has become of the logo since the form was opened; `unproved`: what is there now is not proved to be an administrator's. */
export type LogoSince = 'same' | 'replaced' | 'removed' | 'unproved';

/**
 * The logo that is saved by somebody who has not touched it: the one that there is. The server has one, so what was there before can neither be
 * kept nor brought back.
 */
export function untouchedLogo({ base, now }: { base: PracticeProfile; now: PracticeProfile }): { logo: NewLogo; since: LogoSince } {
  const [before, there] = [base.status === 'vouched' ? (base.profile?.logo ?? null) : null, now.profile?.logo ?? null];
  const kept = (logo: string | null): NewLogo => (logo === null ? null : { kept: logo });
  if (now.edition === base.edition || there === before) return { logo: kept(before), since: 'same' };
  if (there === null) return { logo: null, since: 'removed' };
  return now.status === 'vouched' ? { logo: kept(there), since: 'replaced' } : { logo: null, since: 'unproved' };
}

export function isSame(one: Typed, other: Typed): boolean {
  return one.name === other.name && one.address === other.address && one.phone === other.phone && one.website === other.website;
}

export function fieldsOf({ name, address, phone, website }: Typed): ProfileFields {
  const lines = address.split('\n').map(oneLine).filter((line) => line !== '');
  return { name: oneLine(name), address: lines, phone: oneLine(phone) || null, website: withScheme(website.trim()) || null };
}

/** What is typed for the preview, as far as it can be shown. */
export function previewOf(typed: Typed): ProfileFields {
  const fields = fieldsOf(typed);
  const website = fields.website !== null && URL.canParse(fields.website) && fields.website.startsWith('https://') ? fields.website : null;
  const phone = fields.phone !== null && /^[0-9 ()/.+-]+$/.test(fields.phone) ? fields.phone : null;
  return { ...fields, phone, website };
}

/** `refused`: the parts that the vault did not take. */
export function errorsOf(refused: readonly unknown[]): FieldErrors {
  return {
    ...(refused.includes('name') && { name: words.nameRequired }),
    ...(refused.includes('address') && { address: words.addressInvalid }),
    ...(refused.includes('phone') && { phone: words.phoneInvalid }),
    ...(refused.includes('website') && { website: words.websiteInvalid }),
  };
}

function oneLine(text: string): string {
  return text.normalize('NFC').replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function withScheme(website: string): string {
  return website === '' || /^[a-z][a-z+.-]*:/i.test(website) ? website.replace(/^https:\/\//i, 'https://') : `https://${website}`;
}
