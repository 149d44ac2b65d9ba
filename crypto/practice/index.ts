// The front door of a practice's texts, `#crypto/practice`: loaded with their first use, since a mailbox opens without them.
export { openPracticeTexts, type OpenedTexts, type OpenTextsOptions, type SeenTexts } from "./open-texts.ts";
export { sealPracticeTexts, type SealedTexts, type TextsParts } from "./seal-texts.ts";
export { PRACTICE_TEMPLATES_MAX, TEXTS_CONTENT_MAX_BYTES, type TextsContent } from "./texts-content.ts";
