// Ten thousand messages to be searched: texts of some 150 words, a few of them in most messages and most of them in few, as in
// any language. The same texts wherever they are asked for.

export const MESSAGES = 10_000;
export const account = { address: 'search@bench.example', password: 'orbit-velvet-canyon-lantern-42' };

const WORDS = 150;
const VOCABULARY = 20_000;
const SYLLABLES = ['cro', 'den', 'ta', 'mo', 'lar', 'ri', 'bo', 'ne', 'gin', 'va', 'im', 'plan', 'te', 'su', 'fi', 'lo', 'pra', 'xi', 'ke', 'dü'];

/** Numbers that look random and are the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

const vocabulary = Array.from({ length: VOCABULARY }, (_, number) => {
  const random = createRandom(number + 1);
  random();
  return Array.from({ length: 2 + Math.floor(random() * 3) }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('');
});

export function textOf(message: number): string {
  const random = createRandom(message + 1_000_003);
  random();
  // The third power makes the first words of the vocabulary the frequent ones.
  return Array.from({ length: WORDS }, () => vocabulary[Math.floor(VOCABULARY * random() ** 3)]).join(' ');
}

/** A frequent word, a rare one, two together, one that is nowhere, and a number. */
export const queries = [vocabulary[0], vocabulary[15_000], `${vocabulary[1]} ${vocabulary[40]}`, 'quetzal', 'case 99'].map(String);
