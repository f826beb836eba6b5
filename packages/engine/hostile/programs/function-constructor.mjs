// ends: exit 0
// Code from text sees the same world, and nothing beyond it.
const here = Function('return this')();
console.log(here === globalThis, (0, eval)('typeof process'), Function('return typeof require')());
const AsyncFunction = (async () => {}).constructor;
const GeneratorFunction = function* () {}.constructor;
console.log(await AsyncFunction('return await 1')(), [...GeneratorFunction('yield 2')()]);
console.log(new Function('with ({ inside: 3 }) return inside')());
console.log('survived');
