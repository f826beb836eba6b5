import { sys } from '../internal/sys.ts';
import { unavailable } from '../internal/errors.ts';

/** Packages ask `instanceof zlib.Gzip` of every stream they see, so the names must exist; using one fails loudly. */
function missing(name: string) {
  return function () {
    sys.unsupported(`zlib.${name}`);
    throw unavailable(`zlib.${name}`);
  };
}

const CLASSES = ['Gzip', 'Gunzip', 'Deflate', 'Inflate', 'DeflateRaw', 'InflateRaw', 'Unzip', 'BrotliCompress', 'BrotliDecompress'];
const FUNCTIONS = CLASSES.flatMap((name) => [`create${name}`, name[0]?.toLowerCase() + name.slice(1), `${name[0]?.toLowerCase()}${name.slice(1)}Sync`]);

export default {
  ...Object.fromEntries([...CLASSES, ...FUNCTIONS].map((name) => [name, missing(name)])),
  constants: { Z_SYNC_FLUSH: 2, BROTLI_OPERATION_FLUSH: 1, BROTLI_PARAM_QUALITY: 1 },
};
