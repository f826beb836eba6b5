// Starlight adds locals.starlightRoute; referring to its types makes that known here.
/// <reference types="@astrojs/starlight" />
/// <reference types="astro/client" />

interface ImportMetaEnv {
  /** See scripts/site-version.mjs. */
  readonly SITE_VERSION: { readonly version: string; readonly build: string; readonly commit: string };
  /** Where the 404 page expects the site when it cannot look: BASE_PATH of the build, '/' without one. */
  readonly BASE_PATH: string;
}

declare module '*.so?url' {
  const url: string;
  export default url;
}
declare module '*.image?url' {
  const url: string;
  export default url;
}
