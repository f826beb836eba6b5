import type { Locale } from './locale.ts';
import { type TrainerStrings, trainerEn } from './trainer.en.ts';
import { trainerZhCn } from './trainer.zh-cn.ts';

export type { TrainerStrings } from './trainer.en.ts';

export function trainerStrings(locale: Locale): TrainerStrings {
  return locale === 'zh-cn' ? trainerZhCn : trainerEn;
}
