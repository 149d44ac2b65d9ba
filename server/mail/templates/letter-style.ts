// How letters look. Mail programs read styles that stand at the element; the sheet in the head adds the dark colours for
// those that know them. No pictures and no fonts from elsewhere: opening a mail calls nobody.
import type { CSSProperties } from 'react';

const family = "'Atkinson Hyperlegible Next', 'Segoe UI', -apple-system, BlinkMacSystemFont, Roboto, Helvetica, Arial, sans-serif";

const text: CSSProperties = { margin: '0 0 16px', fontSize: '16px', lineHeight: '25px', color: '#24211b' };
const panel: CSSProperties = { margin: '0 0 20px', padding: '16px 20px', borderRadius: '0 6px 6px 0' };
const label: CSSProperties = { margin: '0 0 8px', fontSize: '13px', lineHeight: '18px', fontWeight: 700 };

export const style = {
  body: { margin: 0, padding: 0, fontFamily: family },
  page: { padding: '24px 0', backgroundColor: '#f3f1ec', fontFamily: family },
  container: { width: '100%', maxWidth: '560px', margin: '0 auto', padding: '0 16px' },
  brand: { margin: '0 0 12px', fontSize: '15px', lineHeight: '20px', fontWeight: 700, color: '#1f6b4a' },
  card: { padding: '28px 28px 12px', backgroundColor: '#ffffff', border: '1px solid #dedad1', borderRadius: '8px' },
  heading: { margin: '0 0 20px', fontSize: '21px', lineHeight: '28px', fontWeight: 700, color: '#24211b' },
  text,
  postcard: { ...panel, backgroundColor: '#fdf6e3', borderLeft: '5px solid #b7750b' },
  postcardLabel: { ...label, color: '#7d4f06' },
  sealed: { ...panel, paddingBottom: '20px', backgroundColor: '#ebf5ef', borderLeft: '5px solid #1f6b4a' },
  sealedLabel: { ...label, color: '#1f6b4a' },
  lastText: { ...text, margin: 0 },
  button: {
    display: 'inline-block',
    padding: '12px 22px',
    borderRadius: '6px',
    backgroundColor: '#1f6b4a',
    color: '#ffffff',
    fontSize: '16px',
    lineHeight: '22px',
    fontWeight: 700,
    textDecoration: 'none',
  },
  address: { margin: '14px 0 0', fontSize: '13px', lineHeight: '19px', color: '#5d574b', wordBreak: 'break-all' },
  addressLink: { color: '#1f6b4a' },
  actionSection: { margin: '0 0 20px' },
  note: { margin: '0 0 16px', fontSize: '14px', lineHeight: '21px', color: '#5d574b' },
  footer: { margin: '16px 0 0', padding: '0 28px', fontSize: '13px', lineHeight: '19px', color: '#5d574b' },
} as const satisfies Record<string, CSSProperties>;

/** `!important` is what lets a sheet win over styles at the element. */
export const darkSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background-color: #1a1916 !important; }
  .card { background-color: #24221e !important; border-color: #3d3a33 !important; }
  .ink { color: #efece4 !important; }
  .quiet { color: #b5afa2 !important; }
  .green { color: #7fd0a6 !important; }
  .amber { color: #e9b85a !important; }
  .postcard { background-color: #302713 !important; border-color: #d69a2d !important; }
  .sealed { background-color: #15291f !important; border-color: #4fae80 !important; }
  .button { background-color: #7fd0a6 !important; color: #0f2018 !important; }
}
@media (max-width: 480px) {
  .card > tbody > tr > td { padding: 20px 18px 6px !important; }
  .footer { padding: 0 18px !important; }
}
`;
