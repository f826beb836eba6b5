// npm packages inside the guest layer that come without types.
declare module 'readable-stream/lib/stream.js' {
  const stream: unknown;
  export default stream;
}
