import type { Locale } from './locale.ts';

/** Words of packages for an LMS: of the page that it opens, and of the manifest. `{name}` is replaced. */
const en = {
  course: 'Unhandled: incident labs',
  description: 'Runnable incident labs for backend engineers. A lab is passed when its checks measure that the fix holds.',
  frame: 'Lesson and lab',
  bar: 'What the LMS was told',
  connecting: 'Connecting to the LMS',
  noLms: 'No LMS opened this page: everything works, nothing is reported.',
  failed: '{message}. Your work is kept in this browser.',
  open: 'Connected. A verdict of Verify is reported to the LMS.',
  score: 'Reported: {percent} % of the checks pass. All of them must.',
  passed: 'Reported: passed.',
  close: 'Finish and close',
  closed: 'The session is closed. You can leave this page.',
};

const zhCn: typeof en = {
  course: 'Unhandled：事故实验',
  description: '面向后端工程师的可运行事故实验。检查测得修复有效，实验即通过。',
  frame: '课文与实验',
  bar: '已告知学习平台的内容',
  connecting: '正在连接学习平台',
  noLms: '此页不是由学习平台打开的：一切照常可用，但不会上报。',
  failed: '{message}。你的工作保存在本浏览器中。',
  open: '已连接。验证的结论会上报给学习平台。',
  score: '已上报：{percent} % 的检查通过。需要全部通过。',
  passed: '已上报：通过。',
  close: '结束并关闭',
  closed: '会话已结束，可以离开此页。',
};

export type LmsStrings = typeof en;

export function lmsStrings(locale: Locale): LmsStrings {
  return locale === 'zh-cn' ? zhCn : en;
}
