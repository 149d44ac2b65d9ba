// A message as an encrypted e-mail: what is outside says nothing of it, what is inside is the message, and mail parsers agree.
import fc from "fast-check";
import { simpleParser } from "mailparser";
import { decrypt, enums, generateKey, readMessage, type PrivateKey } from "openpgp";
import PostalMime from "postal-mime";
import { beforeAll, describe, expect, it } from "vitest";
import { normaliseAddress } from "../../crypto/address.ts";
import { newId } from "../../crypto/bytes.ts";
import { parseBody, type BodyDocument } from "../../crypto/message/body.ts";
import { bodyToHtml } from "../../crypto/openpgp/body-html.ts";
import { writeMail, type MailAttachment, type MailCopy } from "../../crypto/openpgp/mail-copy.ts";
import { base64Lines, headerText, parameter, quotedPrintable } from "../../crypto/openpgp/mime-encoding.ts";
import { writeEncryptedMail } from "../../crypto/openpgp/pgp-mime.ts";
import { createSigningKey } from "../../crypto/openpgp/signing-key.ts";

const NOW = Date.UTC(2026, 4, 3, 10);
const paragraph = (text: string) => ({ type: "paragraph" as const, content: [{ type: "text" as const, text }] });
const doc = (...content: BodyDocument["content"]): BodyDocument => parseBody({ type: "doc", content });

async function* inChunks(content: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}
const attachment = (name: string, content: Uint8Array, more: Partial<MailAttachment> = {}): MailAttachment =>
  ({ name, path: null, mediaType: "application/octet-stream", read: () => inChunks(content), ...more });

const copyOf = (more: Partial<MailCopy> = {}): MailCopy => ({
  id: newId(), inReplyTo: null, time: NOW,
  sender: normaliseAddress("ana@northside.example"),
  recipients: [normaliseAddress("lee@finelab.example"), normaliseAddress("ben@southside.example")],
  subject: "Befund für Frau Müller", body: doc(paragraph("Alles gut.")), attachments: [], ...more,
});

async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

let v4: PrivateKey, v6: PrivateKey;
beforeAll(async () => {
  const options = { userIDs: { email: "x@x.example" }, date: new Date(NOW), format: "object" as const };
  v4 = (await generateKey({ ...options, type: "ecc", curve: "ed25519Legacy" })).privateKey;
  v6 = (await generateKey({ ...options, type: "curve25519", config: { v6Keys: true, aeadProtect: true } })).privateKey;
});

/** The file, the encrypted part's packets, and the entity inside. */
async function open(file: Buffer, key: PrivateKey) {
  const armor = /-----BEGIN PGP MESSAGE-----[^]*-----END PGP MESSAGE-----/.exec(file.toString())?.[0] ?? "";
  const message = await readMessage({ armoredMessage: armor });
  const container = message.packets.findPacket(enums.packet.symEncryptedIntegrityProtectedData) as unknown as { version: number };
  const { data } = await decrypt({ message, decryptionKeys: key, format: "binary", date: new Date(NOW) });
  return { version: container.version, entity: Buffer.from(data as Uint8Array) };
}

describe("the file", () => {
  it("shows addresses and date outside, and nothing of subject, text or file names", async () => {
    const copy = copyOf({ subject: "Biopsy", attachments: [attachment("miller.txt", Buffer.from("secret"))] });
    const file = await gather(writeEncryptedMail(copy, { certificate: v4.toPublic().write(), signingKey: null, now: NOW }));
    const text = file.toString();
    expect(text).toMatch(/^From: ana@northside\.example\r\nTo: lee@finelab\.example,\r\n ben@southside\.example\r\nDate: Sun, 03 May 2026 10:00:00 \+0000\r\n/);
    expect(text).toContain("\r\nSubject: [...]\r\n");
    expect(text).not.toMatch(/Biopsy|Alles|miller|secret/);
    // RFC 3156, section 4, and no line feed alone.
    expect(text).toMatch(/Content-Type: multipart\/encrypted; protocol="application\/pgp-encrypted";\r\n boundary="/);
    expect(text).not.toMatch(/[^\r]\n/);
    const parsed = await simpleParser(file);
    expect(parsed.attachments.map(({ contentType, content }) => [contentType, content.toString().trim().split("\r\n")[0]])).toEqual([
      ["application/pgp-encrypted", "Version: 1"], ["application/octet-stream", "-----BEGIN PGP MESSAGE-----"],
    ]);
  });

  it.each([["version 4, as gpg reads it", 1, () => v4], ["version 6, with AEAD", 2, () => v6]])("to a certificate of %s has an encrypted container of version %i", async (_, version, key) => {
    const file = await gather(writeEncryptedMail(copyOf(), { certificate: key().toPublic().write(), signingKey: null, now: NOW }));
    const opened = await open(file, key());
    expect(opened.version).toBe(version);
    expect((await simpleParser(opened.entity)).subject).toBe("Befund für Frau Müller");
  });

  it("begins with nothing where the certificate is refused, and reads no attachment", async () => {
    const { certificate } = await createSigningKey({ name: "Ana", address: "ana@northside.example", now: NOW });
    let read = 0;
    const counted = attachment("a", new Uint8Array(1), { read: () => ((read += 1), inChunks(new Uint8Array(1))) });
    const file = writeEncryptedMail(copyOf({ attachments: [counted] }), { certificate: new TextEncoder().encode(certificate), signingKey: null, now: NOW });
    await expect(file.next()).rejects.toMatchObject({ problem: "sign_only" });
    expect(read).toBe(0);
  });

  it("fails as a whole where an attachment breaks off", async () => {
    async function* broken() {
      yield new Uint8Array(100_000);
      throw new Error("cut");
    }
    const file = writeEncryptedMail(copyOf({ attachments: [attachment("a", new Uint8Array(0), { read: broken })] }), { certificate: v4.toPublic().write(), signingKey: null, now: NOW });
    await expect(gather(file)).rejects.toThrow("cut");
  });

  it("asks for an attachment's next piece only when what came before is taken", async () => {
    let pieces = 0;
    async function* counted() {
      for (; pieces < 200; pieces += 1) yield new Uint8Array(1_000_000);
    }
    const file = writeEncryptedMail(copyOf({ attachments: [attachment("a", new Uint8Array(0), { read: counted })] }), { certificate: v4.toPublic().write(), signingKey: null, now: NOW });
    let taken = 0;
    while (taken < 5_000_000) taken += (await file.next()).value?.length ?? 0;
    expect(pieces).toBeLessThan(20);
    await file.return(undefined);
  });
});

describe("the entity inside", () => {
  it("carries the headers, protected as RFC 9788 and Thunderbird know them, and says what is outside", async () => {
    const inReplyTo = newId();
    const copy = copyOf({ inReplyTo });
    const source = (await gather(writeMail(copy))).toString();
    const [headers = ""] = source.split("\r\n\r\n");
    expect(headers).toMatch(/Content-Type: multipart\/mixed;\r\n boundary="[^"]+";\r\n hp="cipher"; protected-headers="v1"/);
    expect(headers).toContain("HP-Outer: Subject: [...]");
    expect(headers).toContain("HP-Outer: From: ana@northside.example");
    const parsed = await simpleParser(source);
    expect(parsed).toMatchObject({ subject: copy.subject, date: new Date(NOW), messageId: `<${copy.id}@sealpost.invalid>`, inReplyTo: `<${inReplyTo}@sealpost.invalid>` });
    expect(parsed.text?.trim()).toBe("Alles gut.");
    expect(parsed.html).toContain("<p>Alles gut.</p>");
  });

  it("carries every attachment byte for byte, under its name and type, as two parsers read it", async () => {
    const files = [
      { name: "empty.txt", content: new Uint8Array(0), mediaType: "text/plain" },
      { name: "Röntgen „links“ 26.png", content: Uint8Array.from({ length: 10_000 }, (_, index) => index % 251), mediaType: "image/png" },
      { name: `${"lange-name-Ü".repeat(15)}.dcm`, content: Buffer.from("--boundary\r\n"), mediaType: "application/dicom" },
      { name: 'quote" and \\ and 100%.pdf', content: Buffer.from("."), mediaType: "application/pdf" },
      { name: "forwarded mail", content: Buffer.from("From: x\r\n\r\ny"), mediaType: "message/rfc822" },
    ];
    const copy = copyOf({ attachments: [...files.map(({ name, content, mediaType }) => attachment(name, content, { mediaType })), attachment("IM0001", Buffer.from("1"), { path: "CT/series 1" })] });
    const source = await gather(writeMail(copy));
    const expected = [...files.map(({ name, content }) => [name, Buffer.from(content).toString("hex")]), ["CT_series 1_IM0001", "31"]];
    const byMailparser = await simpleParser(source);
    expect(byMailparser.attachments.map(({ filename, content }) => [filename, content.toString("hex")])).toEqual(expected);
    expect(byMailparser.attachments.map(({ contentType }) => contentType)).toEqual(["text/plain", "image/png", "application/dicom", "application/pdf", "application/octet-stream", "application/octet-stream"]);
    const byPostalMime = await new PostalMime().parse(source);
    expect(byPostalMime.attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer).toString("hex")])).toEqual(expected);
  });
});

describe("what mail does not carry as it is", () => {
  it("any text survives quoted-printable, any subject its encoded words, any name its parameter", async () => {
    const clean = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/\p{Cc}|\p{Surrogate}/gu, ""));
    await fc.assert(fc.asyncProperty(clean, clean, async (text, subject) => {
      const source = `Subject: ${headerText(subject)}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(`${text}\n.`)}`;
      for (const line of source.split("\r\n")) expect(line.length).toBeLessThanOrEqual(78);
      const parsed = await new PostalMime().parse(source);
      expect(parsed.text?.replace(/\n$/, "")).toBe(`${text}\n.`);
      expect((parsed.subject ?? "").trim()).toBe(subject.trim());
    }), { numRuns: 200, examples: [["1=31=", "=?utf-8?Q?x?="], [`${"=".repeat(200)} `, "ä".repeat(100)]] });
  });

  it("no subject and no name can begin a header of its own", () => {
    for (const text of ["a\r\nBcc: x@y.example", "\nX: y", "=?utf-8?Q?x?="]) {
      expect(headerText(text)).not.toMatch(/\n[^ ]|=\?utf-8\?Q/);
      expect(parameter("filename", text)).not.toMatch(/\n[^ ]/);
    }
  });

  it("base64 is the same however the bytes are cut", async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 1000 }), fc.integer({ min: 1, max: 200 }), async (content, size) => {
      const lines = (await gather(base64Lines(inChunks(content, size)))).toString();
      expect(Buffer.from(lines, "base64")).toEqual(Buffer.from(content));
      for (const line of lines.split("\r\n")) expect(line.length).toBeLessThanOrEqual(76);
    }), { numRuns: 200 });
  });
});

describe("a body as HTML", () => {
  it("has the structure of the body, and no text becomes markup", () => {
    const link = { type: "link" as const, attrs: { href: 'https://x.example/?a="><script>&b' } };
    const html = bodyToHtml(doc(
      { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "<script>alert(1)</script>" }] },
      { type: "paragraph", content: [{ type: "text", text: "bold & linked", marks: [{ type: "bold" }, link] }, { type: "hardBreak" }, { type: "text", text: "'\"" }] },
      { type: "orderedList", attrs: { start: 3 }, content: [{ type: "listItem", content: [paragraph("three")] }] },
      { type: "table", content: [{ type: "tableRow", content: [{ type: "tableHeader", attrs: { colspan: 2, rowspan: 1 }, content: [paragraph("26")] }] }] },
      { type: "blockquote", content: [paragraph("quoted")] },
    ));
    expect(html).not.toContain("<script");
    expect(html).toContain("<h2>&lt;script&gt;alert(1)&lt;/script&gt;</h2>");
    expect(html).toContain('<a href="https://x.example/?a=&quot;&gt;&lt;script&gt;&amp;b" rel="noopener noreferrer"><strong>bold &amp; linked</strong></a><br>&#39;&quot;');
    expect(html).toContain('<ol start="3">\n<li><p>three</p>');
    expect(html).toContain('<th colspan="2" rowspan="1"><p>26</p>');
    expect(html).toContain("<blockquote>\n<p>quoted</p>");
  });
});
