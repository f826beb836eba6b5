// ends: exit 0
for (const pid of [1, 2, 99, 101, -1, -100, 2 ** 31, process.ppid]) {
  for (const signal of [0, 'SIGTERM', 'SIGKILL', 9, 64, 'SIGNOPE', 1000]) {
    if (pid === process.pid) continue;
    try { process.kill(pid, signal); } catch (error) { if (typeof error.code !== 'string') console.log(pid, signal, error.name); }
  }
}
console.log('survived');
