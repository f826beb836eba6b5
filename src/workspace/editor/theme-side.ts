import type { ThemeSide } from './themes.ts';

/** Which of the two themes the page shows. */
export function themeSide(): ThemeSide {
  return document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
}
