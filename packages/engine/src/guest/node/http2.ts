import { unavailableModule } from '../internal/unavailable-module.ts';

const NAMES = ['connect', 'createSecureServer', 'createServer', 'getDefaultSettings', 'getPackedSettings', 'getUnpackedSettings'];
const CLASSES = ['Http2ServerRequest', 'Http2ServerResponse', 'performServerHandshake'];

/** Frameworks import it to tell its requests from HTTP/1's: there are none of them here. */
export default {
  ...unavailableModule('http2', [...NAMES, ...CLASSES]),
  sensitiveHeaders: Symbol('sensitiveHeaders'),
  constants: {
    NGHTTP2_NO_ERROR: 0,
    NGHTTP2_PROTOCOL_ERROR: 1,
    NGHTTP2_INTERNAL_ERROR: 2,
    NGHTTP2_REFUSED_STREAM: 7,
    NGHTTP2_CANCEL: 8,
    HTTP2_HEADER_AUTHORITY: ':authority',
    HTTP2_HEADER_METHOD: ':method',
    HTTP2_HEADER_PATH: ':path',
    HTTP2_HEADER_SCHEME: ':scheme',
    HTTP2_HEADER_STATUS: ':status',
  },
};
