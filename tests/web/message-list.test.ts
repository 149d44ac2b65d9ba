// Lists: a fresh first page laid over what is loaded, and rows that are marked and moved without asking the server.
import { describe, expect, test } from 'vitest';
import { mergeNewest } from '../../web/features/inbox/merge-newest.ts';
import { placeRows, reversal, unreadChange } from '../../web/session/marked-lists.ts';
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

describe('marked rows', () => {
  const inInbox = (age: number, changes: Partial<MessageSummary> = {}) => ({ ...row(age), role: 'recipient', folder: 'inbox', read: true, starred: false, ...changes }) as MessageSummary;
  const loaded = (rows: MessageSummary[], next: string | null = null): MessageList => ({ rows, next, unread: 0 });

  test('leave their folder, and come to another at their place', () => {
    const [first, second, third] = [1, 2, 3].map((age) => inInbox(age));
    const moved = { ...second, folder: 'archive' } as MessageSummary;
    expect(ids(placeRows([loaded([first, second, third] as MessageSummary[])], { view: 'inbox', rows: [moved] }))).toEqual(['m1', 'm3']);
    const archive = [loaded([inInbox(0, { folder: 'archive' })], 'c0'), loaded([inInbox(4, { folder: 'archive' })])];
    const placed = placeRows(archive, { view: 'archive', rows: [moved] });
    expect(placed.map(({ rows }) => rows.map(({ id }) => id))).toEqual([['m0'], ['m2', 'm4']]);
  });

  test('that are older than all that is loaded come with their own page, or last where there is no other', () => {
    const old = inInbox(9, { folder: 'archive' });
    expect(ids(placeRows([loaded([inInbox(1, { folder: 'archive' })], 'more')], { view: 'archive', rows: [old] }))).toEqual(['m1']);
    expect(ids(placeRows([loaded([inInbox(1, { folder: 'archive' })])], { view: 'archive', rows: [old] }))).toEqual(['m1', 'm9']);
    expect(ids(placeRows([loaded([])], { view: 'archive', rows: [old] }))).toEqual(['m9']);
  });

  test('stand among the starred in any folder but the trash', () => {
    const starred = inInbox(2, { starred: true, folder: 'archive' });
    expect(ids(placeRows([loaded([])], { view: 'starred', rows: [starred] }))).toEqual(['m2']);
    for (const gone of [{ ...starred, starred: false }, { ...starred, folder: 'trash' as const }]) {
      expect(ids(placeRows([loaded([starred])], { view: 'starred', rows: [gone] }))).toEqual([]);
    }
  });

  test('of a message to oneself are two', () => {
    const [received, sent] = [inInbox(1), inInbox(1, { role: 'sender', folder: 'trash' })];
    expect(ids(placeRows([loaded([received])], { view: 'inbox', rows: [sent] }))).toEqual(['m1']);
  });

  test('change the number of unread ones in the inbox, and of no others', () => {
    const unread = inInbox(1, { read: false });
    expect(unreadChange([unread], [{ ...unread, folder: 'trash' }])).toBe(-1);
    expect(unreadChange([{ ...unread, folder: 'trash' }], [unread])).toBe(1);
    expect(unreadChange([{ ...unread, folder: 'sent' }], [{ ...unread, folder: 'trash' }])).toBe(0);
    expect(unreadChange([unread, inInbox(2)], [{ ...unread, read: true }, inInbox(2)])).toBe(-1);
  });

  test('go back to what each of them was, those that were alike with one request', () => {
    const rows = [inInbox(1), inInbox(2, { folder: 'archive' }), inInbox(3)];
    const back = reversal(rows, { folder: 'trash' });
    expect(back.map(({ rows: some, marks }) => [some.map(({ id, folder }) => [id, folder]), marks])).toEqual([
      [[['m1', 'trash'], ['m3', 'trash']], { folder: 'inbox' }],
      [[['m2', 'trash']], { folder: 'archive' }],
    ]);
  });
});
