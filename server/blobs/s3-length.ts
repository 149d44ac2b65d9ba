// A presigned URL that takes a body of one length and no other: the signature covers the header that says it (AWS Signature Version 4,
// "Authenticating Requests: Using Query Parameters"). Without it, whoever may upload a segment could fill the store by its URL.
import { createHash, createHmac } from 'node:crypto';

type Signing = { method: 'PUT'; length: number; secretKey: string };

/** `url`: presigned, for any length. */
export function forLength(url: string, { method, length, secretKey }: Signing): string {
  const signed = new URL(url);
  const query = signed.searchParams;
  query.delete('X-Amz-Signature');
  query.set('X-Amz-SignedHeaders', 'content-length;host');
  const asked = canonical(query);
  const headers = `content-length:${length}\nhost:${signed.host}\n`;
  const request = [method, signed.pathname, asked, headers, 'content-length;host', 'UNSIGNED-PAYLOAD'].join('\n');
  // access key / day / region / service / aws4_request
  const scope = (query.get('X-Amz-Credential') ?? '').split('/').slice(1);
  const text = ['AWS4-HMAC-SHA256', query.get('X-Amz-Date') ?? '', scope.join('/'), createHash('sha256').update(request).digest('hex')].join('\n');
  const key = scope.reduce((last: string | Buffer, part) => createHmac('sha256', last).update(part).digest(), `AWS4${secretKey}`);
  const signature = createHmac('sha256', key).update(text).digest('hex');
  return `${signed.origin}${signed.pathname}?${asked}&X-Amz-Signature=${signature}`;
}

/** Sorted, and escaped as RFC 3986 has it. */
function canonical(query: URLSearchParams): string {
  const pairs = [...query].map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  return pairs.toSorted().join('&');
}

function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
