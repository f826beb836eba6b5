// Wrapped primitives and typed arrays are compared by what is in them.
import { isDeepStrictEqual } from 'node:util';

const disguised = Object.setPrototypeOf(new Number(42), String.prototype);
console.log(isDeepStrictEqual(disguised, new String('42')));
console.log(isDeepStrictEqual(Object(1n), Object(1n)), isDeepStrictEqual(Object(1n), Object(2n)));
const large = () => new Float64Array(100_000).fill(0.5);
console.log(isDeepStrictEqual(large(), large()));
const marked = Object.assign(large(), { mark: 1 });
console.log(isDeepStrictEqual(marked, large()), isDeepStrictEqual(marked, Object.assign(large(), { mark: 1 })));
console.log(isDeepStrictEqual(new Float64Array([0]), new Float64Array([-0])));
