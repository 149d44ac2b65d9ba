// Stands for Node's own modules, which the codecs name and browsers never reach (next.config.ts).
export const nothing = null;
