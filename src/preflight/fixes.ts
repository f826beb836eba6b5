import type { CheckId } from './verdicts.ts';

export const FIX_SERVERS = ['nginx', 'Caddy', 'Apache'] as const;

/** Lines that mend one thing, where the whole configuration of `serve.mjs config` is not wanted. Same order as FIX_SERVERS. */
export const FIXES: Partial<Readonly<Record<CheckId, readonly [string, string, string]>>> = {
  redirect: ['index index.html;', 'file_server', 'DirectoryIndex index.html\nDirectorySlash On'],
  notFound: ['error_page 404 /404.html;', 'handle_errors {\n\trewrite * /404.html\n\tfile_server\n}', 'ErrorDocument 404 /404.html'],
  types: ['types { application/wasm wasm so; }', '@wasm path *.wasm *.so\nheader @wasm Content-Type application/wasm', 'AddType application/wasm .wasm .so'],
  hashed: [
    'location /_astro/ { add_header Cache-Control "public, max-age=31536000, immutable"; }',
    '@hashed path /_astro/*\nheader @hashed Cache-Control "public, max-age=31536000, immutable"',
    'Header set Cache-Control "public, max-age=31536000, immutable" "expr=%{REQUEST_URI} =~ m#/_astro/#"',
  ],
  pages: ['add_header Cache-Control no-cache;', 'header Cache-Control no-cache', 'Header set Cache-Control no-cache'],
  compression: [
    'gzip_static on;\nbrotli_static on;',
    'file_server {\n\tprecompressed br gzip\n}',
    'RewriteCond %{HTTP:Accept-Encoding} br\nRewriteCond %{REQUEST_FILENAME}.br -f\nRewriteRule ^(.+)$ $1.br [L]',
  ],
  isolation: ['node serve.mjs config nginx --isolated', 'node serve.mjs config caddy --isolated', 'node serve.mjs config apache --isolated'],
  policy: ['node serve.mjs config nginx', 'node serve.mjs config caddy', 'node serve.mjs config apache'],
  headers: ['node serve.mjs config nginx', 'node serve.mjs config caddy', 'node serve.mjs config apache'],
};
