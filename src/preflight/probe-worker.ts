// Started by the preflight page: does a worker of this server run, and may it compile WebAssembly?
addEventListener('message', ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
  WebAssembly.compile(data).then(
    () => postMessage('ready'),
    (error: unknown) => postMessage(String(error)),
  );
});

export {};
