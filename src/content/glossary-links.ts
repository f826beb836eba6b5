/** Links the first use of each term in a lesson to the glossary, while the lesson's MDX is compiled. */
import type { AstroIntegration } from 'astro';
import { localePath } from '../i18n/locale.ts';
import { findTerms } from './find-terms.ts';
import type { TermId } from './glossary.en.ts';

/** What this plugin needs of a node of Markdown's syntax tree. */
interface Node {
  readonly type: string;
  readonly name?: string | null;
}

interface TextNode extends Node {
  readonly value: string;
}

interface VisitorContext {
  parent(node: Node): Node | undefined;
  replaceNode(node: Node, replacement: readonly unknown[]): void;
}

const LESSON = /\/content\/docs\/(?:(zh-cn)\/)?lessons\/[^/]+\.mdx?$/;
/** Text in these is left alone: a link in a link, a heading's anchor, what a click already does something else to. */
const CLOSED_NODES = new Set(['heading', 'link', 'linkReference']);
const CLOSED_ELEMENTS = new Set(['a', 'summary', 'button', 'label']);

function linkTerms({ fileURL }: { readonly fileURL: URL | undefined }) {
  const lesson = LESSON.exec(fileURL?.pathname ?? '');
  if (lesson === null) return undefined;
  const locale = lesson[1] === 'zh-cn' ? 'zh-cn' : 'en';
  const seen = new Set<TermId>();
  return {
    name: 'glossary-links',
    text(node: TextNode, context: VisitorContext) {
      for (let each = context.parent(node); each !== undefined; each = context.parent(each))
        if (CLOSED_NODES.has(each.type) || CLOSED_ELEMENTS.has(each.name ?? '')) return;
      const pieces = findTerms(node.value, locale, seen);
      if (pieces.every(({ term }) => term === undefined)) return;
      context.replaceNode(
        node,
        pieces.map(({ text, term }) => {
          const plain = { type: 'text', value: text };
          if (term === undefined) return plain;
          return { type: 'link', url: `${localePath(locale, '/glossary/')}#${term}`, data: { hProperties: { class: 'uh-term' } }, children: [plain] };
        }),
      );
    },
  };
}

/** Adds the plugin to the Markdown processor that Astro and MDX share, as Starlight adds its own. */
export function glossaryLinks(): AstroIntegration {
  return {
    name: 'glossary-links',
    hooks: {
      'astro:config:setup': ({ config }) => {
        const { name, options } = config.markdown.processor as { name: string; options?: { mdastPlugins?: unknown[] } };
        if (options?.mdastPlugins === undefined) throw new Error(`Cannot link glossary terms: the Markdown processor "${name}" takes no mdast plugins`);
        options.mdastPlugins.push(linkTerms);
      },
    },
  };
}
