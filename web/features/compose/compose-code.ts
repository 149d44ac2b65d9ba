// What writing needs: one part of the code, loaded as a whole (use-compose-code.ts).
export { AccessCodes } from './access-codes.tsx';
export { ComposePanel } from './compose-panel.tsx';
export { TextsKeeper } from './practice-texts/texts-keeper.tsx';
