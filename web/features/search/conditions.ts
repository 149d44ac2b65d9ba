// The conditions that can be set by a press: each is a piece of the typed text, so that field and buttons always say the same.
import { splitQuery, type QueryPart } from '../../session/search/query.ts';
import { text } from '../../text/mailbox.ts';

const { typed } = text.search;
const typedValues: Readonly<Record<string, string>> = typed.values;

export type Condition = { key: 'in' | 'has' | 'after'; value: string };

export function hasCondition(query: string, condition: Condition): boolean {
  return splitQuery(query).some((part) => isPart(part, condition));
}

/** With the condition, or without it where it is there already. Of dates one counts. */
export function toggleCondition(query: string, condition: Condition): string {
  const parts = splitQuery(query);
  const others = parts.filter((part) => !isPart(part, condition) && !(condition.key === 'after' && part.key === 'after'));
  const sources = others.map(({ source }) => source);
  if (!hasCondition(query, condition)) sources.push(`${typed[condition.key]}:${typedValues[condition.value] ?? condition.value}`);
  return sources.join(' ');
}

/** What shows all messages with this label. */
export function labelCondition(name: string): string {
  return `${typed.label}:${/\s/.test(name) ? `"${name}"` : name}`;
}

/** The label's name where that is all that is looked for; else null. */
export function onlyLabel(query: string): string | null {
  const [part, ...others] = splitQuery(query);
  return part?.key === 'label' && others.length === 0 ? part.value : null;
}

/** The words that stand for themselves. */
export function plainWords(query: string): string {
  return splitQuery(query).filter(({ key }) => key === null).map(({ value }) => value).join(' ').trim();
}

/** Those words as a condition on one field. */
export function asCondition(query: string, key: 'from' | 'subject'): string {
  const words = plainWords(query);
  const conditions = splitQuery(query).filter((part) => part.key !== null).map(({ source }) => source);
  return [`${typed[key]}:${/[\s"]/.test(words) ? `"${words}"` : words}`, ...conditions].join(' ');
}

/** As it is typed: 2026-03-01. */
export function dayBefore(now: number, days: number): string {
  const date = new Date(now - days * 86_400_000);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((number) => String(number).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}

function isPart({ key, value }: QueryPart, condition: Condition): boolean {
  return key === condition.key && value === condition.value;
}
