// libsodium's script carries its WebAssembly as base64: a third more bytes to send, all of them script. Here the two are parted, for
// the web client only; Node goes on taking the package as it is.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetUpError } from '../failure.mjs';
import { nodeModules, partedLibsodium } from '../places.mjs';

/** `binary ??= decode("…")`, of which all but the beginning is replaced. */
const EMBEDDED = /(\w+\?\?=)\(\w+=>\{[^"]*(?:"="[^"]*){2}\}\)\("([A-Za-z0-9+/=]{1000,})"\)/g;

/** Writes `libsodium.mjs` and `libsodium.wasm`; the script takes no other bytes than those. */
export function partLibsodium() {
  const original = join(nodeModules, 'libsodium');
  const script = readFileSync(join(original, 'dist', 'modules-esm', 'libsodium.mjs'), 'utf8');
  const [found, ...others] = script.matchAll(EMBEDDED);
  const wasm = Buffer.from(found?.[2] ?? '', 'base64');
  if (found === undefined || others.length > 0 || !WebAssembly.validate(wasm)) {
    throw new SetUpError('web: this version of libsodium keeps its WebAssembly in another way than scripts/web/part-libsodium.mjs knows.');
  }
  const integrity = `sha384-${createHash('sha384').update(wasm).digest('base64')}`;
  // Asked for when the script begins, so that it comes while the rest is made ready.
  const asking = `const wasm=fetch(new URL("./libsodium.wasm",import.meta.url),{integrity:"${integrity}"}).then(async(answer)=>new Uint8Array(await answer.arrayBuffer()));wasm.catch(()=>{});`;
  mkdirSync(partedLibsodium, { recursive: true });
  // Which says that browsers have none of the modules of Node that the script asks for: the build would bring copies of them.
  copyFileSync(join(original, 'package.json'), join(partedLibsodium, 'package.json'));
  writeFileSync(join(partedLibsodium, 'libsodium.wasm'), wasm);
  writeFileSync(join(partedLibsodium, 'libsodium.mjs'), asking + script.replace(found[0], () => `${found[1]}await wasm`));
}
