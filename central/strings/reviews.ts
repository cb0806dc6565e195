// The sentences of the review queue by language.
import type { Language } from '../../profiles/site-schema.ts';
import type { ReviewTexts } from './review-texts.ts';
import { reviewsEn } from './reviews-en.ts';
import { reviewsKk } from './reviews-kk.ts';
import { reviewsRu } from './reviews-ru.ts';

export const reviewTexts: Record<Language, ReviewTexts> = {
  kk: reviewsKk,
  ru: reviewsRu,
  en: reviewsEn,
};
