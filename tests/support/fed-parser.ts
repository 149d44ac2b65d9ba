// A parser as the test of malformed input feeds it.
import { encodeUtf8, VerificationError, type SignedObject } from '#crypto';
import { encodeCanonicalJson, type JsonValue } from '../../crypto/canonical-json.ts';
import { parseSignedObject, type SignedFields, type SignedObjectForm } from '../../crypto/signed-object.ts';

export type Parser = {
  honest: Uint8Array;
  /** The one error that refuses; null where refusing is an answer of the parser. */
  refuses: (abstract new (...args: never[]) => Error) | null;
  /** What the input means, written again; undefined where the input is refused by the answer. */
  parse: (input: Uint8Array) => Promise<Uint8Array | undefined> | Uint8Array | undefined;
  /** How many inputs it gets for one of the others'. */
  weight?: number;
};

/** Every text is given as UTF-8, broken sequences replaced. */
export const textOf = (input: Uint8Array) => Buffer.from(input).toString('utf8');

/** The parser of a type of signed objects; its signatures are another matter. */
export function signedObject<T extends SignedFields>(form: SignedObjectForm<T>, make: () => Promise<SignedObject>): () => Promise<Parser> {
  return async () => {
    const { json, signatures } = await make();
    return {
      honest: encodeUtf8(json),
      refuses: VerificationError,
      parse: (input) => encodeUtf8(encodeCanonicalJson(parseSignedObject({ json: textOf(input), signatures }, form).fields as unknown as JsonValue)),
    };
  };
}
