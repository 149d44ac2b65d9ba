// Lossless JPEG (ITU-T T.81, process 14, first-order prediction) by hand, for tests: grey values of up to 16 bits.

/** One code length for each category, 0 to 16: all of five bits, so that the code of a category is its number. */
const CODE_BITS = 5;
const CATEGORIES = 17;

export function encodeLossless(values: Uint16Array, { rows, columns }: { rows: number; columns: number }): Uint8Array {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      // Selection value 1: the pixel to the left; at the beginning of a row the one above; the first of all is half the range.
      const predicted = column > 0 ? values[at - 1] : row > 0 ? values[at - columns] : 1 << 15;
      const difference = (((values[at] ?? 0) - (predicted ?? 0)) << 16) >> 16;
      const category = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
      put(category, CODE_BITS);
      if (category > 0 && category < 16) put(difference > 0 ? difference : difference + (1 << category) - 1, category);
    }
  }
  while (bits.length % 8 !== 0) bits.push(1);
  const data: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const byte = bits.slice(at, at + 8).reduce((sum, bit) => sum * 2 + bit, 0);
    data.push(byte);
    if (byte === 0xff) data.push(0);
  }
  const word = (value: number) => [value >> 8, value & 255];
  const lengths = Array.from({ length: 16 }, (_, index) => (index + 1 === CODE_BITS ? CATEGORIES : 0));
  return Uint8Array.from([
    0xff, 0xd8,
    0xff, 0xc4, ...word(2 + 17 + CATEGORIES), 0, ...lengths, ...Array.from({ length: CATEGORIES }, (_, category) => category),
    0xff, 0xc3, ...word(11), 16, ...word(rows), ...word(columns), 1, 1, 0x11, 0,
    0xff, 0xda, ...word(8), 1, 1, 0, 1, 0, 0,
    ...data,
    0xff, 0xd9,
  ]);
}
