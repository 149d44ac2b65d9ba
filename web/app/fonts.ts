// The font of all text. The page asks for it before anything else, and draws with what has come by then: nothing moves when it arrives late.
// It is there from the next page on.
import localFont from 'next/font/local';

/** Its letters of Western Europe; those of other Latin alphabets come when they are needed (styles/fonts.css). */
export const textFont = localFont({
  src: '../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  weight: '200 800',
  style: 'normal',
  variable: '--text-font',
  display: 'optional',
  preload: true,
  adjustFontFallback: false,
  declarations: [
    { prop: 'font-family', value: "'Atkinson Hyperlegible Next Variable'" },
    { prop: 'unicode-range', value: 'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD' },
  ],
});
