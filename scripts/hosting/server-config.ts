import { ASK_FIRST, CONTENT_TYPES, HASHED_FOLDER, KEEP_FOR_EVER, OTHER_TYPE } from '../file-headers.mjs';
import { isolation, securityHeaders } from '../page-policy.mjs';

export const SERVERS = ['nginx', 'caddy', 'apache'] as const;
export type ServerKind = (typeof SERVERS)[number];

/** File in hosting/ that a server's configuration is made from. */
export const TEMPLATES: Readonly<Record<ServerKind, string>> = { nginx: 'nginx.conf.template', caddy: 'Caddyfile.template', apache: 'apache.conf.template' };

export interface HostingSettings {
  readonly version: string;
  /** The site's folder on the server. */
  readonly root: string;
  /** With a slash at both ends. */
  readonly base: string;
  readonly listen: number;
  readonly name: string;
  readonly scriptHashes: readonly string[];
  /** Cross-origin isolation, which WebContainers need; with an origin, pages may hold its frame. */
  readonly isolated: boolean | string;
  /** nginx: whether its brotli module is there. */
  readonly brotli: boolean;
}

const indent = (lines: readonly string[], by: string) => lines.map((line) => by + line).join('\n');

/** How each server writes a header and a type. */
const HEADERS: Readonly<Record<ServerKind, (name: string, value: string) => string>> = {
  nginx: (name, value) => `add_header ${name} "${value}" always;`,
  caddy: (name, value) => `${name} "${value}"`,
  apache: (name, value) => `Header always set ${name} "${value}"`,
};
const TYPES: Readonly<Record<ServerKind, (extension: string, type: string) => string>> = {
  nginx: (extension, type) => `"${type}" ${extension.slice(1)};`,
  caddy: (extension, type) => `@type${extension.replace('.', '_')} path *${extension}\nheader @type${extension.replace('.', '_')} Content-Type "${type}"`,
  apache: (extension, type) => `AddType "${type}" ${extension}`,
};
const INDENTS: Readonly<Record<ServerKind, { readonly headers: string; readonly types: string }>> = {
  nginx: { headers: '        ', types: '            ' },
  caddy: { headers: '\t\t\t', types: '\t\t' },
  apache: { headers: '        ', types: '        ' },
};

/** A server's configuration, filled into its template. @throws {RangeError} for what the template leaves open, and paths that would need quoting. */
export function renderConfig(kind: ServerKind, template: string, settings: HostingSettings): string {
  const { root, base, listen, name, scriptHashes, isolated, brotli, version } = settings;
  if (!/^\/[\w./~-]*[\w~-]$/.test(root)) throw new RangeError(`The folder is "${root}": use an absolute path of letters, digits, dots and dashes`);
  if (!/^[\w.:-]+$/.test(name)) throw new RangeError(`The server's name is "${name}": use a host's name`);
  if (typeof isolated === 'string' && !/^https?:\/\/[\w.:-]+$/.test(isolated))
    throw new RangeError(`The origin is "${isolated}": write one such as https://stackblitz.com`);
  const more = isolated === false ? undefined : isolation(isolated === true ? undefined : isolated);
  const based = base !== '/';
  const values: Readonly<Record<string, string>> = {
    version,
    root,
    base,
    bare: base.slice(0, -1),
    listen: String(listen),
    name,
    address: `:${listen}`,
    handle: based ? `handle_path ${base}*` : 'handle',
    askFirst: ASK_FIRST,
    keepForEver: KEEP_FOR_EVER,
    hashedFolder: HASHED_FOLDER,
    otherType: OTHER_TYPE,
    headers: indent(
      Object.entries(securityHeaders(scriptHashes, more)).map(([header, value]) => HEADERS[kind](header, value)),
      INDENTS[kind].headers,
    ),
    types: indent(
      Object.entries(CONTENT_TYPES).flatMap(([extension, type]) => TYPES[kind](extension, type).split('\n')),
      INDENTS[kind].types,
    ),
  };
  const blocks: Readonly<Record<string, boolean>> = { based, rooted: !based, brotli };
  return template
    .replace(/\{\{#(\w+)\}\}\n([\s\S]*?)\{\{\/\1\}\}\n/g, (_whole, block: string, text: string) => (blocks[block] ? text : ''))
    .replace(/\{\{(\w+)\}\}/g, (_whole, key: string) => {
      const value = values[key];
      if (value === undefined) throw new RangeError(`The template for ${kind} asks for {{${key}}}, which nobody knows`);
      return value;
    });
}
