// The bundler drops the stylesheets that Monaco's own modules import when they are only reached through a dynamic
// import (astro#9495): the editor then stands there unstyled. The package's ready-made stylesheet is linked instead.
import { KeptLoads } from '../kept-loads.ts';
import url from '../../../node_modules/monaco-editor/min/vs/editor/editor.main.css?url';

const loads = new KeptLoads<void>();

/** Links Monaco's stylesheet, once; resolves when it is in force. @throws when it cannot be fetched: the next call asks again. */
export function linkMonacoStylesheet(): Promise<void> {
  return loads.get(url, link);
}

function link(): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement('link');
    element.rel = 'stylesheet';
    element.href = url;
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => {
      element.remove();
      reject(new Error(`Cannot fetch ${url}: the editor has no stylesheet`));
    });
    document.head.append(element);
  });
}
