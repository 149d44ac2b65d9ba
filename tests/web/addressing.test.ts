// What the field "To" makes of typing and pasting.
import { describe, expect, test } from 'vitest';
import { holdsMany, parseAddresses } from '../../web/features/compose/parse-addresses.ts';

describe('typed and pasted addresses', () => {
  test.each([
    ['lee@finelab.example', ['lee@finelab.example']],
    ['  lee@finelab.example  ', ['lee@finelab.example']],
    ['Lee Park <lee@finelab.example>', ['lee@finelab.example']],
    ['"Park, Lee" <lee@finelab.example>, desk@northside.example', ['lee@finelab.example', 'desk@northside.example']],
    ['a@x.example; b@x.example,c@x.example\nd@x.example\te@x.example', ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example', 'e@x.example']],
    ['a@x.example b@x.example', ['a@x.example', 'b@x.example']],
    ['mailto:a@x.example', ['a@x.example']],
    ['a@x.example, A@X.example', ['a@x.example']],
    [' , ;; ', []],
  ])('%j gives %j', (typed, addresses) => {
    expect(parseAddresses(typed)).toEqual(addresses);
  });

  test('what is no address stays as it was typed, so that the person sees it', () => {
    expect(parseAddresses('Lee Park')).toEqual(['Lee Park']);
    expect(parseAddresses('lee@nowhere, b@x.example')).toEqual(['lee@nowhere', 'b@x.example']);
  });

  test('a paste of one address is left to the field, a paste of many is taken apart', () => {
    expect(holdsMany('lee@finelab.example')).toBe(false);
    expect(holdsMany('lee@finelab.example\n')).toBe(false);
    expect(holdsMany('Lee <lee@finelab.example>')).toBe(true);
    expect(holdsMany('a@x.example, b@x.example')).toBe(true);
  });
});
