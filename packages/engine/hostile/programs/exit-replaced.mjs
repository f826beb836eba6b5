// ends: exit 0
const { exit } = process;
process.exit = () => {};
process.reallyExit = () => {};
process.exit(9);
process.abort === undefined;
console.log('survived');
process.exitCode = 0;
exit(0);
