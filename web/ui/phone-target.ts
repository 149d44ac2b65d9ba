// What a telephone dials: figures, and the plus where it stands in front.

export function phoneTarget(number: string): string {
  const international = /^[\s(]*\+/.test(number);
  // "+49 (0) 30": the nought in brackets is for those who dial from inside.
  const dialled = international ? number.replace(/\(\s*0\s*\)/, '') : number;
  return `tel:${international ? '+' : ''}${dialled.replaceAll(/[^0-9]/g, '')}`;
}
