// ends: turns
setInterval(() => {}, 0);
