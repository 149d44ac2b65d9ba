// Where log-in leads back to. Only our own pages, so that a crafted link cannot lead anywhere else.
const PAGES = new Set(['/invite', '/mail', '/message', '/contacts', '/practice', '/practice/activity', '/settings', '/settings/own-data', '/settings/delete', '/trust']);

/** The path with its query if it is one of ours, else `/mail`. */
export function safeNextPath(next: string | null): string {
  if (next === null) return '/mail';
  try {
    const url = new URL(next, 'https://here.invalid');
    return url.origin === 'https://here.invalid' && PAGES.has(url.pathname) ? url.pathname + url.search : '/mail';
  } catch {
    return '/mail';
  }
}

export function nextFromAddress(): string {
  return safeNextPath(new URLSearchParams(location.search).get('next'));
}
