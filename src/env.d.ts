// Starlight adds locals.starlightRoute; referring to its types makes that known here.
/// <reference types="@astrojs/starlight" />
/// <reference types="astro/client" />

declare var MonacoEnvironment: { getWorker(id: string, label: string): Worker } | undefined;

declare module '*.so?url' {
  const url: string;
  export default url;
}
declare module '*.image?url' {
  const url: string;
  export default url;
}
