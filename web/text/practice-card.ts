// The words of practices' cards, which are loaded with the first of them.
export { practiceCard } from '#words/practice-card.ts';
