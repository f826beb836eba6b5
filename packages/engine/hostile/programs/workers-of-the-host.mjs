// ends: exit 0
for (const name of ['worker_threads', 'child_process', 'cluster', 'vm', 'inspector']) {
  try {
    const found = process.getBuiltinModule?.(name) ?? {};
    for (const make of ['Worker', 'spawn', 'execSync', 'fork']) {
      if (typeof found[make] !== 'function') continue;
      try { name === 'worker_threads' ? new found[make]('/app/x.js') : found[make]('true'); console.log('started', name, make); } catch (error) { if (!(error instanceof Error)) console.log(name); }
    }
  } catch {
    // refused
  }
}
console.log('survived');
