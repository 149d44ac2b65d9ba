// A message as an ordinary e-mail: what is encrypted (SPEC.md, "OpenPGP copy"). Its headers stand inside, protected (RFC 9788,
// and the older sign by which Thunderbird knows them); outside, the subject is withheld.
import type { Address } from "../address.ts";
import { encodeUtf8, toBase64Url, type Bytes, type Id } from "../bytes.ts";
import type { BodyDocument } from "../message/body.ts";
import { bodyToText } from "../message/body-text.ts";
import { randomBytes } from "../primitives/random.ts";
import { bodyToHtml } from "./body-html.ts";
import { base64Lines, headerText, parameter, quotedPrintable } from "./mime-encoding.ts";

export interface MailAttachment {
  readonly name: string;
  /** Folders it stood in, or null. */
  readonly path: string | null;
  readonly mediaType: string;
  /** The plaintext, read when its turn comes. */
  read(): AsyncIterable<Uint8Array>;
}

/** Everything from the signed manifest; names that a server says are not in it. */
export interface MailCopy {
  readonly id: Id;
  readonly inReplyTo: Id | null;
  /** Unix milliseconds. */
  readonly time: number;
  readonly sender: Address;
  readonly recipients: readonly Address[];
  readonly subject: string;
  readonly body: BodyDocument;
  readonly attachments: readonly MailAttachment[];
}

/** What stands outside for the subject (RFC 9788, hcp_baseline). */
const WITHHELD = "[...]";
/** Longer, a folder would crowd out the file's own name. */
const NAME_CHARACTERS = 200;

/** Header lines, each with its CR LF. */
export type HeaderLines = readonly string[];

/** The headers that anybody sees. */
export function outerHeaders(copy: MailCopy): HeaderLines {
  return [...commonHeaders(copy), `Subject: ${WITHHELD}\r\n`];
}

/** The entity to encrypt, chunk by chunk: headers, text, HTML, then each attachment. */
export async function* writeMail(copy: MailCopy): AsyncGenerator<Bytes> {
  const boundary = newBoundary();
  const type = `Content-Type: multipart/mixed${parameter("boundary", boundary)};\r\n hp="cipher"; protected-headers="v1"\r\n`;
  const outer = outerHeaders(copy).map((line) => `HP-Outer: ${line}`);
  const headers = ["MIME-Version: 1.0\r\n", ...commonHeaders(copy), ...replyHeaders(copy), `Subject: ${headerText(copy.subject)}\r\n`, type, ...outer];
  yield encodeUtf8(`${headers.join("")}\r\n--${boundary}\r\n${textPart(copy.body)}`);
  for (const attachment of copy.attachments) {
    yield encodeUtf8(`\r\n--${boundary}\r\n${attachmentHeaders(attachment)}\r\n`);
    yield* base64Lines(attachment.read());
  }
  yield encodeUtf8(`\r\n--${boundary}--\r\n`);
}

function commonHeaders({ sender, recipients, time, id }: MailCopy): string[] {
  return [
    `From: ${sender}\r\n`,
    `To: ${recipients.join(",\r\n ")}\r\n`,
    `Date: ${new Date(time).toUTCString().replace("GMT", "+0000")}\r\n`,
    `Message-ID: ${messageId(id)}\r\n`,
  ];
}

function replyHeaders({ inReplyTo }: MailCopy): string[] {
  return inReplyTo === null ? [] : [`In-Reply-To: ${messageId(inReplyTo)}\r\n`, `References: ${messageId(inReplyTo)}\r\n`];
}

/** The same for every copy of a message, so that mail programs thread them. The name is reserved (RFC 2606). */
function messageId(id: Id): string {
  return `<${id}@sealpost.invalid>`;
}

function textPart(body: BodyDocument): string {
  const boundary = newBoundary();
  const part = (subtype: string, text: string) =>
    `--${boundary}\r\nContent-Type: text/${subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(text)}\r\n`;
  const type = `Content-Type: multipart/alternative${parameter("boundary", boundary)}\r\n\r\n`;
  return `${type}${part("plain", bodyToText(body))}${part("html", bodyToHtml(body))}--${boundary}--\r\n`;
}

function attachmentHeaders({ name, path, mediaType }: MailAttachment): string {
  // Parts of these types may not be base64 (RFC 2046, section 5).
  const type = /^(multipart|message)\//.test(mediaType) ? "application/octet-stream" : mediaType;
  const whole = path === null ? name : `${path}/${name}`.replaceAll("/", "_");
  const fileName = whole.length <= NAME_CHARACTERS ? whole : name;
  return [
    `Content-Type: ${type}${parameter("name", fileName)}\r\n`,
    `Content-Disposition: attachment${parameter("filename", fileName)}\r\n`,
    "Content-Transfer-Encoding: base64\r\n",
  ].join("");
}

/** 128 random bits: nothing in any part can be made to look like it. */
export function newBoundary(): string {
  return `sealpost-${toBase64Url(randomBytes(16))}`;
}
