import type { Locale } from './locale.ts';
import { checkMessagesZhCn } from './check-messages.zh-cn.ts';
import { type WorkspaceStrings, workspaceEn } from './workspace.en.ts';
import { workspaceZhCn } from './workspace.zh-cn.ts';

export type { WorkspaceStrings } from './workspace.en.ts';

export function workspaceStrings(locale: Locale): WorkspaceStrings {
  return locale === 'zh-cn' ? workspaceZhCn : workspaceEn;
}

/** Sentences for findings where the lab package's English ones are not wanted. */
export function checkMessages(locale: Locale): Readonly<Record<string, string>> | undefined {
  return locale === 'zh-cn' ? checkMessagesZhCn : undefined;
}

export { fill } from './strings.ts';
