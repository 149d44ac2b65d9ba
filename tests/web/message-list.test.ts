// Lists: a fresh first page laid over what is loaded, and rows that are marked and moved without asking the server.
import { describe, expect, test } from 'vitest';
import { mergeNewest } from '../../web/features/inbox/merge-newest.ts';
import { isStarred, isUnread } from '../../web/session/conversation-rows.ts';
import { type Placing, marked, partsOf, placeParts, reversal, unreadChange } from '../../web/session/marked-lists.ts';
import type { ListedMessage, MailView, MessageList, MessageSummary } from '../../web/session/vault-api/mailbox.ts';

/** A row whose age is its number: 0 is the newest. */
function row(age: number): MessageSummary {
  return { id: `m${age}`, thread: `t${age}`, sentAt: 1_000_000 - age, others: null } as MessageSummary;
}
function page(ages: number[], next: string | null): MessageList {
  return { rows: ages.map(row), grouping: 'messages', next, unread: 0 };
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
  const loaded = (rows: MessageSummary[], next: string | null = null): MessageList => ({ rows, grouping: 'messages', next, unread: 0 });
  const placeRows = (pages: MessageList[], { view, rows }: { view: MailView; rows: MessageSummary[] }) => placeParts(pages, { view, parts: rows.flatMap(partsOf) });

  test('leave their folder, and come to another at their place', () => {
    const [first, second, third] = [1, 2, 3].map((age) => inInbox(age));
    const moved = { ...second, folder: 'archive' } as MessageSummary;
    expect(ids(placeRows([loaded([first, second, third] as MessageSummary[])], { view: 'inbox', rows: [moved] }))).toEqual(['m1', 'm3']);
    const archive = [loaded([inInbox(0, { folder: 'archive' })], 'c0'), loaded([inInbox(4, { folder: 'archive' })])];
    const placed = placeRows(archive, { view: 'archive', rows: [moved] });
    expect(placed.map(({ rows }) => rows.map(({ id }) => id))).toEqual([['m0'], ['m2', 'm4']]);
  });

  test('come back by the thousand, each at its place, without every row being compared with every other', () => {
    const many = 3_000;
    let looks = 0;
    const counted = (age: number): MessageSummary => Object.defineProperty(inInbox(age), 'sentAt', { enumerable: true, get: () => ((looks += 1), 1_000_000 - age) });
    // Every third stayed, in two pages; the others come back in no order.
    const ages = Array.from({ length: many }, (_, age) => age);
    const stayed = ages.filter((age) => age % 3 === 0).map(counted);
    const back = ages.filter((age) => age % 3 !== 0).toSorted((one, other) => ((one * 7919) % 3001) - ((other * 7919) % 3001));
    const placed = placeRows([loaded(stayed.slice(0, 400), 'c400'), loaded(stayed.slice(400))], { view: 'inbox', rows: back.map((age) => inInbox(age)) });
    expect(ids(placed)).toEqual(ages.map((age) => `m${age}`));
    expect(looks).toBeLessThan(many * 2);
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
    const change = (before: MessageSummary[], after: MessageSummary[]) => unreadChange(before.flatMap(partsOf), after.flatMap(partsOf));
    expect(change([unread], [{ ...unread, folder: 'trash' }])).toBe(-1);
    expect(change([{ ...unread, folder: 'trash' }], [unread])).toBe(1);
    expect(change([{ ...unread, folder: 'sent' }], [{ ...unread, folder: 'trash' }])).toBe(0);
    expect(change([unread, inInbox(2)], [{ ...unread, read: true }, inInbox(2)])).toBe(-1);
  });

  test('go back to what each of them was, those that were alike with one request', () => {
    const rows = [inInbox(1), inInbox(2, { folder: 'archive' }), inInbox(3)];
    expect(reversal(rows.flatMap(partsOf), { folder: 'trash' })).toEqual([
      { messages: [{ id: 'm1', role: 'recipient' }, { id: 'm3', role: 'recipient' }], marks: { folder: 'inbox' } },
      { messages: [{ id: 'm2', role: 'recipient' }], marks: { folder: 'archive' } },
    ]);
  });
});

describe('conversations', () => {
  const message = (age: number, changes: Partial<ListedMessage> = {}): ListedMessage => ({ id: `m${age}`, role: 'recipient', folder: 'inbox', sentAt: 1_000_000 - age, read: true, starred: false, attachments: 0, ...changes });
  /** Of these ages, the newest first. */
  const conversation = (thread: string, [newest, ...others]: ListedMessage[]) => ({ ...newest, thread, subject: newest?.id, removal: null, others }) as unknown as MessageSummary;
  const loaded = (...rows: MessageSummary[]): MessageList => ({ rows, grouping: 'conversations', next: null, unread: 0 });
  const shape = (pages: MessageList[]) => pages.flatMap(({ rows }) => rows.map(({ id, others }) => [id, ...(others ?? []).map((other) => other.id)].join(' ')));
  const place = (pages: MessageList[], placing: Placing) => shape(placeParts(pages, placing));

  test('leave a folder with all that is moved of them, and join what another folder has of them already', () => {
    const [crown, scan] = [conversation('crown', [message(1), message(4), message(6)]), conversation('scan', [message(3)])];
    const archived = partsOf(crown).map((part) => marked(part, { folder: 'archive' }));
    expect(place([loaded(crown, scan)], { view: 'inbox', parts: archived })).toEqual(['m3']);
    const archive = loaded(conversation('other', [message(2, { folder: 'archive' })]), conversation('crown', [message(5, { folder: 'archive', role: 'sender' })]));
    expect(place([archive], { view: 'archive', parts: archived })).toEqual(['m1 m4 m5 m6', 'm2']);
  });

  test('stay with the rest where only some is moved, at the place of what is the newest now', () => {
    const [crown, scan] = [conversation('crown', [message(1), message(4), message(6)]), conversation('scan', [message(3)])];
    const newest = partsOf(crown).slice(0, 1).map((part) => marked(part, { folder: 'trash' }));
    const known = new Map([['m4/recipient', { ...row(4), ...message(4), thread: 'crown' } as MessageSummary]]);
    expect(place([loaded(crown, scan)], { view: 'inbox', parts: newest, known })).toEqual(['m3', 'm4 m6']);
    // Its words are not known here: it comes back with the next answer, rather than under those of another message.
    expect(place([loaded(crown, scan)], { view: 'inbox', parts: newest })).toEqual(['m3']);
    const oldest = partsOf(crown).slice(2).map((part) => marked(part, { folder: 'trash' }));
    expect(place([loaded(crown, scan)], { view: 'inbox', parts: oldest })).toEqual(['m1 m4', 'm3']);
  });

  test('come back whole, each message to where it was', () => {
    const crown = conversation('crown', [message(1, { folder: 'archive' }), message(4, { folder: 'inbox' }), message(6, { folder: 'archive', role: 'sender' })]);
    const before = partsOf(crown);
    const gone = before.map((part) => marked(part, { folder: 'trash' }));
    expect(place([loaded()], { view: 'trash', parts: gone })).toEqual(['m1 m4 m6']);
    expect(reversal(before, { folder: 'trash' }).map(({ messages, marks }) => [messages.map(({ id }) => id), marks.folder])).toEqual([[['m1', 'm6'], 'archive'], [['m4'], 'inbox']]);
    expect(place([loaded()], { view: 'archive', parts: before })).toEqual(['m1 m6']);
  });

  test('are marked message by message, and their row shows what any of them is', () => {
    const crown = conversation('crown', [message(1), message(4, { read: false, starred: true }), message(6)]);
    expect([isUnread(crown), isStarred(crown)]).toEqual([true, true]);
    const [page] = placeParts([loaded(crown)], { view: 'inbox', parts: partsOf(crown).map((part) => marked(part, { read: true, starred: false })) });
    expect([isUnread(page!.rows[0]!), isStarred(page!.rows[0]!)]).toEqual([false, false]);
    expect(unreadChange(partsOf(crown), partsOf(page!.rows[0]!))).toBe(-1);
  });

  test('that move up when a message comes stand once, also where an older page still has them', () => {
    const [crown, scan, old] = [conversation('crown', [message(5), message(8)]), conversation('scan', [message(3)]), conversation('old', [message(9)])];
    const fresh = { ...loaded(conversation('crown', [message(0), message(5), message(8)]), scan), next: 'c3' };
    const merged = mergeNewest([{ ...loaded(scan), next: 'c3' }, loaded(crown, old)], fresh);
    expect(shape(merged)).toEqual(['m0 m5 m8', 'm3', 'm9']);
  });
});
