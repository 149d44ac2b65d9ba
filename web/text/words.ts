// The shape of words in any language: the keys, parameters and nesting of the English ones, with strings of its own.
export type Words<T> = T extends string
  ? string
  : T extends (...args: infer Args) => infer Result
    ? (...args: Args) => Words<Result>
    : T extends object
      ? { readonly [Key in keyof T]: Words<T[Key]> }
      : T;
