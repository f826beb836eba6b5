// What process refuses.
const attempts = {
  umaskObject: () => process.umask({}),
  umaskText: () => process.umask('999'),
  cpuNumber: () => process.cpuUsage(1),
  cpuField: () => process.cpuUsage({ user: 'a' }),
  cpuNegative: () => process.cpuUsage({ user: 1, system: -1 }),
  hrtime: () => process.hrtime([1]),
  setuid: () => process.setuid({}),
  setgroups: () => process.setgroups('x'),
  sourceMaps: () => process.setSourceMapsEnabled(1),
  warning: () => process.emitWarning(1),
  warningType: () => process.emitWarning('a', []),
  warningCode: () => process.emitWarning('a', 'B', 1),
  accessor: () => Object.defineProperty(process.env, 'A', { get: () => 'a' }),
  hidden: () => Object.defineProperty(process.env, 'A', { value: 'a' }),
  envFile: () => process.loadEnvFile('nowhere.env'),
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    attempt();
    console.log(name, 'accepted');
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
}
const before = process.umask('0664');
console.log(process.umask(before) === 0o664);
