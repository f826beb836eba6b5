// The settings of a site for a fictional company, Kontor Nord: what it is called, which of our chapters it shows, and a chapter of its own.
export default {
  name: 'Kontor Nord labs',
  logo: 'mark.svg',
  colours: { accent: { dark: '#5fc9b8', light: '#00685a' } },
  locale: 'en',
  chapters: ['incident', 'travel'],
  ownChapters: [
    {
      id: 'our-incidents',
      title: { en: 'Our own incidents', 'zh-cn': '我们自己的事故' },
      lessons: [
        {
          slug: 'the-watched-template',
          minutes: 20,
          title: { en: 'The watched template', 'zh-cn': '被监视的模板' },
          story: { en: 'Every preview of a broken newsletter leaves a file watcher.', 'zh-cn': '每次预览有误的邮件模板，都会留下一个文件监视器。' },
        },
      ],
    },
  ],
  webContainers: 'off',
};
