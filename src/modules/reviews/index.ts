export * from './contracts/index.js';
export { type ImportedItem, type ImportedReview, ReviewImport } from './review-import.js';
export { ReviewsModule } from './reviews.module.js';
