// ends: turns
setInterval(() => { for (let i = 0; i < 100; i++) console.error('e'.repeat(1000)); }, 1);
