// ends: killed 137
for (const name of ['SIGKILL', 'SIGSTOP']) { try { process.on(name, () => {}); } catch (error) { console.log(error.code); } }
process.kill(process.pid, 'SIGKILL');
console.log('after');
setInterval(() => {}, 1000);
