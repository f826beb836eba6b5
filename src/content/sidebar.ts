import { COURSE } from './course.ts';
import { lessonPath } from './curriculum.ts';

/** Starlight's sidebar: only what can be read today. It also gives each lesson its neighbours. */
export const sidebar = [
  { label: 'Course plan', translations: { 'zh-CN': '课程计划' }, link: '/course/' },
  { label: 'The incident', translations: { 'zh-CN': '那一晚的事故' }, link: '/incident/' },
  ...COURSE.map((chapter) => ({
    label: chapter.title.en,
    translations: { 'zh-CN': chapter.title['zh-cn'] },
    items: chapter.lessons
      .filter((lesson) => lesson.status === 'ready')
      .map((lesson) => ({
        label: lesson.title.en,
        translations: { 'zh-CN': lesson.title['zh-cn'] },
        link: lessonPath(lesson.slug),
      })),
  })).filter((group) => group.items.length > 0),
  { label: 'Errata', translations: { 'zh-CN': '勘误' }, link: '/errata/' },
  { label: 'Coverage', translations: { 'zh-CN': '覆盖范围' }, link: '/coverage/' },
  { label: 'Glossary', translations: { 'zh-CN': '术语表' }, link: '/glossary/' },
  { label: 'For trainers: guide', translations: { 'zh-CN': '培训师指南' }, link: '/guides/trainers/' },
  { label: 'For trainers: class board', translations: { 'zh-CN': '培训师：班级看板' }, link: '/trainer/' },
  { label: 'Security and privacy', translations: { 'zh-CN': '安全与隐私' }, link: '/guides/security/' },
];
