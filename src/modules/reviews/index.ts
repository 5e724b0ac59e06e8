export * from './contracts/index.js';
export { type ImportedItem, type ImportedReview, ReviewImport } from './review-import.js';
