// What is drawn by react-aria: one part of the code, loaded as a whole (overlay-code.ts).
export { DialogOverlay } from './dialog-overlay.tsx';
export { MenuPopover } from './menu-popover.tsx';
