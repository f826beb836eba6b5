// Programs that are started as processes of their own. The published package has them under other names.
export const AGENT = new URL('../agent/agent.ts', import.meta.url);
export const TELL_PORT = new URL('../agent/tell-port.ts', import.meta.url);
export const CLIENT = new URL('./client-process.ts', import.meta.url);
