// The bundler drops the stylesheets that Monaco's own modules import when they are only reached through a dynamic
// import (astro#9495): the editor then stands there unstyled. The package's ready-made stylesheet is linked instead.
import url from '../../../node_modules/monaco-editor/min/vs/editor/editor.main.css?url';

/** Links Monaco's stylesheet, once; resolves when it is in force. @throws when it cannot be fetched. */
export function linkMonacoStylesheet(): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = url;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error(`Cannot fetch ${url}: the editor has no stylesheet`)));
    document.head.append(link);
  });
}
