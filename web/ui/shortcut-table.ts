// The one table of keyboard shortcuts. The listener reads it, and the help dialog draws it.

export type ShortcutName = 'compose' | 'search' | 'next' | 'previous' | 'reply' | 'replyAll' | 'forward' | 'archive' | 'trash' | 'star' | 'select' | 'back' | 'undo' | 'help';

export type ShortcutGroup = 'everywhere' | 'list' | 'message';

export const shortcutTable: readonly { name: ShortcutName; key: string; group: ShortcutGroup }[] = [
  { name: 'compose', key: 'c', group: 'everywhere' },
  { name: 'search', key: '/', group: 'everywhere' },
  { name: 'undo', key: 'z', group: 'everywhere' },
  { name: 'help', key: '?', group: 'everywhere' },
  { name: 'next', key: 'j', group: 'list' },
  { name: 'previous', key: 'k', group: 'list' },
  { name: 'back', key: 'u', group: 'list' },
  { name: 'select', key: 'x', group: 'list' },
  { name: 'reply', key: 'r', group: 'message' },
  { name: 'replyAll', key: 'a', group: 'message' },
  { name: 'forward', key: 'f', group: 'message' },
  { name: 'archive', key: 'e', group: 'message' },
  { name: 'trash', key: '#', group: 'message' },
  { name: 'star', key: 's', group: 'message' },
];

export function shortcutFor(key: string): ShortcutName | null {
  return shortcutTable.find((shortcut) => shortcut.key === key)?.name ?? null;
}
