// ends: turns
setInterval(() => { for (let i = 0; i < 1000; i++) Promise.resolve().then(() => {}); }, 1);
