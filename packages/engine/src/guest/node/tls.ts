import { unavailableModule } from '../internal/unavailable-module.ts';

const FUNCTIONS = ['checkServerIdentity', 'connect', 'createSecureContext', 'createServer', 'getCACertificates', 'getCiphers', 'setDefaultCACertificates'];

/** It can be imported, as clients do who only may need it: there is no TLS behind it. */
export default {
  ...unavailableModule('tls', [...FUNCTIONS, 'SecureContext', 'Server', 'TLSSocket']),
  CLIENT_RENEG_LIMIT: 3,
  CLIENT_RENEG_WINDOW: 600,
  DEFAULT_ECDH_CURVE: 'auto',
  DEFAULT_MAX_VERSION: 'TLSv1.3',
  DEFAULT_MIN_VERSION: 'TLSv1.2',
  rootCertificates: [],
};
