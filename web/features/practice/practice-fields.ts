// The fields in which a practice is decided about: as they stand on the screen, what is wrong with them, and what of them is to be saved.
import { formatList } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import type { PracticeChanges, PracticeDetails } from './use-practice.ts';

const words = text.practice;
/** The server takes no more. */
const DOMAINS_MAX = 100;

type Policies = PracticeDetails['policies'];
/** `domains`: one on each line. */
export type Fields = Omit<Policies, 'allowedDomains'> & { name: string; replyTo: string; domains: string };
export type Errors = Partial<Record<keyof Fields, string>>;

export function fieldsOf({ name, replyTo, policies: { allowedDomains, ...policies } }: Pick<PracticeDetails, 'name' | 'replyTo' | 'policies'>): Fields {
  return { ...policies, name, replyTo: replyTo ?? '', domains: allowedDomains.join('\n') };
}

export function errorsOf({ name, replyTo, domains }: Fields): Errors {
  const wrong = domainsIn(domains).filter((domain) => !looksLikeAddress(`anybody@${domain}`));
  return {
    ...(name.trim() === '' ? { name: words.nameRequired } : {}),
    ...(replyTo.trim() !== '' && !looksLikeAddress(replyTo) ? { replyTo: words.replyToInvalid } : {}),
    ...(wrong.length > 0 ? { domains: words.domains.invalid(formatList(wrong)) } : domainsIn(domains).length > DOMAINS_MAX ? { domains: words.domains.tooMany(DOMAINS_MAX) } : {}),
  };
}

/** Only what is to become different: the rest stays as whoever else administers the practice has left it. */
export function changesOf(typed: Partial<Fields>, practice: Parameters<typeof fieldsOf>[0]): PracticeChanges {
  const before = fieldsOf(practice);
  const { name, replyTo, domains, ...others } = tidy({ ...before, ...typed });
  const policies = {
    ...(Object.fromEntries(Object.entries(others).filter(([policy, choice]) => choice !== before[policy as keyof Fields])) as Partial<typeof others>),
    ...(domains === before.domains ? {} : { allowedDomains: domainsIn(domains) }),
  };
  return {
    ...(name === before.name ? {} : { name }),
    ...(replyTo === before.replyTo ? {} : { replyTo: replyTo === '' ? null : replyTo }),
    ...(Object.keys(policies).length === 0 ? {} : { policies }),
  };
}

function tidy(fields: Fields): Fields {
  return { ...fields, name: fields.name.trim(), replyTo: fields.replyTo.trim(), domains: domainsIn(fields.domains).join('\n') };
}

/** In any way that they are typed or pasted, with or without the "@". */
function domainsIn(typed: string): string[] {
  return typed.split(/[\s,;]+/).map((domain) => domain.replace(/^@/, '').toLowerCase()).filter((domain) => domain !== '');
}
