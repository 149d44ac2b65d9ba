// Lists: a fresh first page laid over what is loaded.
import { describe, expect, test } from 'vitest';
import { mergeNewest } from '../../web/features/inbox/merge-newest.ts';
import type { MessageList, MessageSummary } from '../../web/session/vault-api.ts';

/** A row whose age is its number: 0 is the newest. */
function row(age: number): MessageSummary {
  return { id: `m${age}`, sentAt: 1_000_000 - age } as MessageSummary;
}
function page(ages: number[], next: string | null): MessageList {
  return { rows: ages.map(row), next, unread: 0 };
}
const ids = (pages: MessageList[]) => pages.flatMap((one) => one.rows.map(({ id }) => id));

describe('a fresh first page', () => {
  test('puts new messages first and keeps what was loaded behind', () => {
    const merged = mergeNewest([page([1, 2, 3], 'c3'), page([4, 5], 'c5')], page([0, 1, 2], 'c2'));
    expect(ids(merged)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
    expect(merged.at(-1)?.next).toBe('c5');
  });

  test('goes on from its own end where all that was loaded lies within it', () => {
    const merged = mergeNewest([page([1, 2], 'c2')], page([0, 1, 2], 'c2-new'));
    expect(ids(merged)).toEqual(['m0', 'm1', 'm2']);
    expect(merged[0]?.next).toBe('c2-new');
  });

  test('goes on from the old end where rows have moved down behind it', () => {
    const merged = mergeNewest([page([1, 2, 3], 'c3')], page([0, 1, 2], 'c2'));
    expect(ids(merged)).toEqual(['m0', 'm1', 'm2', 'm3']);
    expect(merged[0]?.next).toBe('c3');
  });

  test('drops a row that is gone from the part it covers', () => {
    expect(ids(mergeNewest([page([1, 2, 3, 4], 'c4')], page([0, 1, 3], 'c3')))).toEqual(['m0', 'm1', 'm3', 'm4']);
  });

  test('starts anew where more has come than it holds, rather than hiding the gap', () => {
    expect(ids(mergeNewest([page([5, 6], 'c6')], page([0, 1], 'c1')))).toEqual(['m0', 'm1']);
  });

  test('is the whole list where the folder fits into it', () => {
    const merged = mergeNewest([page([1, 2], 'c2'), page([3], null)], page([1], null));
    expect(ids(merged)).toEqual(['m1']);
    expect(merged).toHaveLength(1);
  });
});
