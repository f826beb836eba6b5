/**
 * The two Shiki themes of every piece of code on the site: prose (Expressive Code) and editor
 * (Monaco) alike. Chosen for contrast: every token of both reaches 4.5:1 on our backgrounds.
 */
export const CODE_THEMES = { dark: 'github-dark-default', light: 'github-light-high-contrast' } as const;
