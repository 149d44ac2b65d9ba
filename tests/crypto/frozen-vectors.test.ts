// The vectors are frozen: what was sealed yesterday must open tomorrow. A file that changed, vanished or came unnoticed fails here.
// A new file gets its line; a line never changes.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { vectorsFolder } from "./vectors.ts";

const FROZEN: Readonly<Record<string, string>> = {
  "access-code-typed.json": "b3d629913920e55f5665000c86aa90815f493ce86a2b9eff29b1e6bc739b2c9f",
  "access-code.json": "886d1f54089261522f9af789bdb5c34b230bae908adf9b47fadb4834ef975180",
  "address-invalid.json": "d5f5935c87118e0b63727a2a1453246fa9bf48d172919c18ce19fd6981365a5a",
  "address.json": "69dafcca346207653e5f33dbbeec65f7f020d656674bea8321bb2f0bf061294a",
  "body.json": "1d0881aa605a1b9a273b19fa01fb1698c0721360a803b9676e4f6938c84a4195",
  "canonical-json-invalid.json": "a0d3455dcd176a4f7110e8b33dd1161df79f15cae95666de45837666a7c80c29",
  "canonical-json.json": "a46f8c8726b3f73049d25b823468af2064eca1579c7de1a10d1ceb460874818c",
  "claim.json": "d3e56db24d42762810c6cd23a34d84d61b0e7f89d9308d9cdb1cba43d880851c",
  "container.json": "5fb2b4fb0cfb30d175a168e440653bafdb32ef36bf6bcb491bce2bbf9a31c72f",
  "derivation.json": "b9be84fb70af49321cf908a6b13e80d20af5d86b1823c487c67ea08a8fabe392",
  "escrow-invalid.json": "1149b79ee6da99b287e35d38ecde6b2b4c918b31527c3664cda5b91318976cca",
  "escrow.json": "566f9bcf03e09060184bb6e19c65684e0a0da95f82189ebae99d5c7017483158",
  "identity-address.json": "f6f69ff5a16a08e1db91f0231898199f2e3d04c974ebadae8ad6798d4dc52afd",
  "identity.json": "e69f341e3fc6c2c619183937644c3aa170cd0e7c777f82089175897a7ca2bf94",
  "keyring.json": "41f8241eb23ae236dc347a03a65311b2b6a75ef8a6462b4e6452645652cb643a",
  "manifest.json": "4cb6b71cb93351889b8113b95ff6efdc71ba302bb9796607c24a99e25c9f1969",
  "message-invalid.json": "e6055f7fbe9d7dfcb1dd828c11bfb39e55c06af3dde0bd514a8e9090db8cc9eb",
  "message-made.json": "d432a8c2d133c7b0877a56d08b7860fceca3e29d4eb0b44232301f0db6786724",
  "message.json": "24e4c6278491b5677d465cb1aa44e653ac43a451e3d6f0cd2509927574174072",
  "opaque.json": "2e026ba569f5f93de7fce91c70955e1bc56e1660f61b5500b841ae3c3c67f7ee",
  "padding.json": "f8d1d61f5ede5ce005d9e062aa641efe90dae95a576dbc2663f5ed8fe1ad4f7e",
  "pass.json": "848fab47e0256ad6c1f8c9dcc2cd504737544a628e4fa968bd276c76cf05625d",
  "passkey.json": "fc0450b887d086dc93ce2824e699e59b9c0c8dacaf249d5669e500112acbf511",
  "plaintext.json": "b7ed0c5558ab9ae1eab1348ddd2e1a424d8deb053bc448b52efe2e4333109653",
  "practice-profile.json": "fbac30b12a254499a73c446186eab2a79a5ff68ccb9380388a175ca01654a06a",
  "practice-texts.json": "3595a05f71f3748d8cdf21b11d4ef8f7eff06532d5d39d5fe4d7fd75a582ef22",
  "published/bip39-english.json": "4cc6d26718e10ed6e28f0cd26f3b3077586009f90fa05656accce7174665235d",
  "published/cobblestone-256.json": "886784b6bedd06c031b59f922b3ff35f500296e3a18cf0cfa1031a2aebdebe06",
  "published/ed25519-edge-cases.json": "a2d1c87003c7526ac50c322b88ad6e72ff2d12aa5e15a093bf8f01adf84f21fe",
  "published/ed25519-rfc-8032.json": "cdd3315dd6f6d3c7281855d139a371650456278f65a01c2c420ffd94a465b576",
  "published/hkdf-rfc-5869.json": "14ef189e2115fde887c23e42319523c34b5695d6ae6b1ae6673ee43dd8136374",
  "published/json-rfc-8785.json": "2e0eb190d3d6fd8a5cded1b4dd767ba29094f17ef4968827948162700404266e",
  "published/x-wing.json": "f9c25faaee99c3ff291796da59c90b9033095159dcd35083ea90b7146bb13c4b",
  "recovery-kit-typed.json": "93809cf8372eeb05089882b7e106cf8fd6b114696aaf6121cec184729f67a241",
  "recovery-kit.json": "7a3753178bf0c71bb373381a6673f2f492418820782625aa61c83f5e1e1ed687",
  "renewal.json": "c924bc226c238fc7d605ed0492cc76fc0e84b8ac4f3eb69b664d82d144e69c54",
  "seal-invalid.json": "687f1b1c24e9374e891b7796d47aab42e7aa74bbe5c2d67068b127caa2138a56",
  "seal.json": "ac9f8e4031b3e18e6f4326ef8447ef1b6eb59da2ca12d930f4d2117de95eb2b0",
  "segment-invalid.json": "03cf75d8eab032b7254d5421c2198bc4b1f2b790d2d16c8a893c746ec75c10aa",
  "segment-layout.json": "9698628fd0bfa6fb1937a885a18ec2336ecc987cffd7c767d7c4c71562460566",
  "segment.json": "a29a3cf2d9c1de41fb09c0e5f11559f1ea262a40595b5846f13a4071d4bfc9e5",
  "signed-objects.json": "51c4f5a264afc0c6c52e9bf716d5eb0140ee031034869c57e9f6219e0e88736f",
  "stanza-invalid.json": "7489501c09d1bf844060d8349fcbbda81fb976705d3b0a994cb42921bd326ad1",
  "stanza.json": "8bfd564901adffacf197b67bb3b957c12dea53e87bcce9a44ff0d0a4f7ae8814",
  "state-invalid.json": "9cf21de9a26ae65f6825ff8c7fc2c14c32a061bf400cb392cd1e42ff2cf00b19",
  "state.json": "9f609d3afc0a985e3a410becb61b265a186d278bf2fe9735d787cddbb884b04a",
  "thumbnail.json": "258002605904d993bd19a44d0929000d436b3c88b43f903360cc43b14d216d86",
  "type-class.json": "a2699e9bcdbfba9414a07997abf9abc54dcf201f829702bf3209838aacab6571",
  "unlock.json": "9f44b35d8f08cf9224261493ba58eba94738811847ed6341fa4ce9174e11bf45",
};

const found = readdirSync(vectorsFolder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".json")).toSorted();

it("there is a line for each vector file, and a file for each line", () => {
  expect(found).toEqual(Object.keys(FROZEN));
});

it.each(found)("%s is as it was frozen", (path) => {
  expect(createHash("sha256").update(readFileSync(new URL(path, vectorsFolder))).digest("hex")).toBe(FROZEN[path]);
});
